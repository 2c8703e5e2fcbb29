//! The studio: an organisation's written submission on one State, alone or with others.
//!
//! Every change of the text goes through [`paragraphs()`], which lets nobody overwrite what they have not seen: a
//! paragraph has a version, and a change names the version it was made from. What was handed in is fixed.

mod begin;
mod comments;
mod counting;
mod document;
mod echo;
mod entity;
mod evidence;
mod history;
mod list;
mod load;
mod matrix;
mod mentoring;
mod outcome;
mod paragraphs;
mod placing;
mod react;
mod recommendation_file;
mod saving;
mod team;
mod thin;
mod told;

pub use begin::{LANGUAGES, NewSubmission, begin, put_away, rename};
pub use comments::{Comment, NewComment, Resolve, comment, comments, resolve};
pub(crate) use counting::{counts, submitting_members};
pub use document::{BroughtDocument, bring_document};
pub use echo::{Echo, echo, record_match};
pub use evidence::{Card, CardForm, Consent, cards, remove_card, save_card};
pub use history::{Compared, Line, Reason, Version, compare, keep, restore, versions};
pub use list::{OwnDraft, Row, by_review, countries_to_choose, organisation_named, organisations_to_choose, own, own_drafts};
pub use load::{Member, Submission, load_for, may};
pub use matrix::{Brought as BroughtMatrix, List, Prior, bring as bring_list, mark, matrix};
pub use mentoring::{Mentoring, RubricForm, Waiting, answer, ask, give_back, mentorings, take, waiting, withdraw_request};
pub use outcome::{Certainty, Outcome, OutcomeForm, Step, file, outcomes, record, take_back};
pub use paragraphs::{Paragraph, paragraphs};
pub use placing::{Added, Move, Removed, add, bring_back, move_by, remove, removed};
pub(crate) use react::react;
pub use saving::{Saved, autosave, save};
pub use team::{Role, add_organisation, remove_organisation, sign};
pub use thin::thin;
pub use told::{Draft, Told};

/// Longest text of a paragraph, in characters: fifty thousand words fit.
pub const LONGEST: u32 = domain::form::limits::PARAGRAPH;
/// Most paragraphs of a submission.
pub const MOST_PARAGRAPHS: usize = 2_000;

//! Talking with States before a review: pages on issues, letters, which State to ask.

mod entity;
mod letters;
mod sheets;
mod states;
mod texts;

pub use letters::{Letter, LetterForm, NewLetter, begin_letter, letter, letters, remove_letter, save_letter};
pub use sheets::{Sheet, SheetForm, begin_sheet, issues, remove_sheet, save_sheet, sheet, sheets};
pub use states::{Candidate, candidates};
pub use texts::{Texts, fill, texts};

/// Longest text of a field, in characters: all of them shall fit one page.
const LONGEST: u32 = domain::form::limits::LOBBY;

//! What the forms of a submission hold.

use domain::{
    form::{Name, limits},
    ids::{CommentId, EvidenceCardId, OrganisationId, OutcomeId, ParagraphId, PriorId, SubmissionId},
    submission::{Criterion, Section},
};

use crate::{
    error::conflicts,
    href,
    i18n::t,
    server::{
        self,
        form::{Code, Day, Each, Flag, Id, Line, Maybe, Prose, form},
    },
};

/// The page of a submission, or a part of it.
pub(crate) fn page(id: Id<SubmissionId>, part: &str) -> String {
    id.page(|id| if part.is_empty() { href::submission(id) } else { href::submission_part(id, part) }, href::SUBMISSIONS)
}

/// A section as it is written, and a paragraph of it.
fn written(id: Id<SubmissionId>, section: &str, paragraph: Option<ParagraphId>) -> String {
    let page = match (id.maybe(), Section::from_name(section)) {
        (Some(id), Some(section)) => href::section(id, section),
        _ => page(id, ""),
    };
    at(page, paragraph)
}

pub(super) fn at(page: String, paragraph: Option<ParagraphId>) -> String {
    paragraph.map_or_else(|| page.clone(), |p| format!("{page}#p-{p}"))
}

/// Where a comment was written: in the section for who writes, in the whole text for who reads.
fn said(form: &CommentParagraph) -> String {
    let writes = form.submission.maybe().is_some_and(|id| server::came_from().starts_with(&href::submission_part(id, "write/")));
    let paragraph = form.paragraph.maybe();
    if writes { written(form.submission, &form.section, paragraph) } else { at(page(form.submission, "read"), paragraph) }
}

/// The name of a form of which there are many on a page.
fn of<T: ToString + Copy>(start: &str, id: Id<T>) -> String {
    id.maybe().map_or_else(String::new, |id| format!("{start}-{}", id.to_string()))
}

fn is_criterion(name: &str) -> bool {
    Criterion::ALL.into_iter().any(|c| c.name() == name)
}

form! {
    /// A submission that is begun.
    BeginSubmission { organisation: Id<OrganisationId>, state: Code, language: Code }
    |f| "begin" => href::SUBMISSIONS;

    /// What it is called, its language, whether it is joint.
    ChangeSubmission { submission: Id<SubmissionId>, title: Line<{ limits::TITLE }>, language: Code, joint: Flag }
    |f| "submission" => page(f.submission, "");

    /// It is put away.
    PutAwaySubmission { submission: Id<SubmissionId> }
    |f| "submission" => page(f.submission, "");

    /// It is signed as it was seen.
    SignSubmission { submission: Id<SubmissionId>, revision: Code }
    |f| "sign" => page(f.submission, "");

    /// An organisation that comes in.
    AddOrganisation { submission: Id<SubmissionId>, name: Line<{ limits::ORGANISATION }>, role: Code }
    |f| "team" => page(f.submission, "team");

    /// An organisation that goes.
    RemoveOrganisation { submission: Id<SubmissionId>, organisation: Id<OrganisationId> }
    |f| "team_remove" => page(f.submission, "team");

    /// The text, kept under a name.
    KeepVersion { submission: Id<SubmissionId>, name: Maybe<Line<{ limits::VERSION_NAME }>> }
    |f| "keep" => page(f.submission, "history");

    /// A kept text that becomes the text again.
    RestoreText { submission: Id<SubmissionId>, number: Code }
    |f| "restore" => page(f.submission, "history");

    /// A removed paragraph that comes back.
    BringBack { submission: Id<SubmissionId>, paragraph: Id<ParagraphId> }
    |f| "restore" => page(f.submission, "history");

    /// A card of evidence.
    SaveCard {
        submission: Id<SubmissionId>, card: Id<EvidenceCardId>, claim: Prose<{ limits::CARD }>, source: Prose<{ limits::CARD }>,
        on: Maybe<Day>, consent: Code, sensitive: Flag, paragraph: Id<ParagraphId>,
    }
    |f| "card" => {
        let cards = page(f.submission, "evidence");
        f.card.page(|card| format!("{cards}?edit={card}"), &cards)
    };

    /// A card that is thrown away.
    RemoveCard { submission: Id<SubmissionId>, card: Id<EvidenceCardId> }
    |f| "card" => page(f.submission, "evidence");

    /// What became of a recommendation of the last cycle.
    MarkPrior {
        submission: Id<SubmissionId>, prior: Id<PriorId>, mark: Code, evidence: Maybe<Prose<{ limits::FOLLOW_UP }>>, autosave: Flag,
    }
    |f| of("prior", f.prior) => page(f.submission, "matrix");

    /// The paragraphs of follow-up are drafted.
    DraftFollowUp { submission: Id<SubmissionId> }
    |f| "matrix" => page(f.submission, "matrix");

    /// A mentor is asked.
    AskMentor { submission: Id<SubmissionId>, question: Maybe<Prose<{ limits::MENTOR_QUESTION }>> }
    |f| "ask_mentor" => page(f.submission, "mentor");

    /// A submission that somebody takes to read.
    TakeMentoring { submission: Id<SubmissionId> }
    |f| "take_mentoring" => href::TEACH_SUBMISSIONS;

    /// It is given back unread.
    GiveBackMentoring { submission: Id<SubmissionId> }
    |f| "mentoring_back" => page(f.submission, "mentor");

    /// The request to a mentor is withdrawn.
    WithdrawMentoring { submission: Id<SubmissionId> }
    |f| "mentoring_back" => page(f.submission, "mentor");

    /// What the mentor says: a grade for each criterion, and an answer.
    AnswerMentoring {
        submission: Id<SubmissionId>, answer: Prose<{ limits::MENTOR_ANSWER }>, grades: Each<Code> = Name::OneOf(is_criterion),
    }
    |f| "answer_mentoring" => page(f.submission, "mentor");

    /// That a State took up a recommendation.
    RecordMatch { submission: Id<SubmissionId>, paragraph: Id<ParagraphId>, made: Id<PriorId> }
    |f| "match" => page(f.submission, "echo");

    /// What was entered about a submission is taken back.
    TakeBackOutcome { submission: Id<SubmissionId>, outcome: Id<OutcomeId>, reason: Line<{ limits::REASON_BACK }> }
    |f| of("back", f.outcome) => page(f.submission, "after");

    /// A list of recommendations of the last cycle.
    BringMatrix { submission: Id<SubmissionId> }
    |f| "matrix" => page(f.submission, "matrix");

    /// A list of recommendations that States made.
    BringMade { submission: Id<SubmissionId> }
    |f| "made" => page(f.submission, "echo");

    /// A Word document.
    BringDocument { submission: Id<SubmissionId> }
    |f| "document" => page(f.submission, "");

    /// What came of a submission.
    RecordOutcome {
        submission: Id<SubmissionId>, step: Code, on: Day, evidence: Maybe<Prose<{ limits::OUTCOME }>>,
        url: Maybe<Line<{ limits::WEB_ADDRESS }>>,
    }
    |f| backend::submission::Step::from_name(&f.step).map_or_else(String::new, |s| format!("outcome-{}", s.name()))
        => page(f.submission, "after");

    /// A paragraph as it is typed. `autosave`, `page` and `step` are the script's.
    SaveParagraph {
        submission: Id<SubmissionId>, section: Code, paragraph: Id<ParagraphId>, version: Code, kind: Code,
        text: Maybe<Prose<{ limits::PARAGRAPH }>>, autosave: Flag, page: Code, step: Code,
    }
    |f| of("p", f.paragraph) => written(f.submission, &f.section, f.paragraph.maybe()), {
        fn elsewhere(&self) -> Option<&'static str> {
            (!self.text.trim().is_empty()).then_some(href::KEPT)
        }
    };

    /// A paragraph that is added.
    AddParagraph {
        submission: Id<SubmissionId>, section: Code, paragraph: Id<ParagraphId>, version: Code, after: Id<ParagraphId>, kind: Code,
        text: Maybe<Prose<{ limits::PARAGRAPH }>>,
    }
    |f| "section" => written(f.submission, &f.section, None);

    /// A paragraph that is moved by one.
    MoveParagraph { submission: Id<SubmissionId>, section: Code, paragraph: Id<ParagraphId>, version: Code, way: Code }
    |f| "section" => written(f.submission, &f.section, None);

    /// A paragraph that is removed.
    RemoveParagraph { submission: Id<SubmissionId>, section: Code, paragraph: Id<ParagraphId>, version: Code }
    |f| "section" => written(f.submission, &f.section, None);

    /// A comment on a paragraph, or on a comment.
    CommentParagraph {
        submission: Id<SubmissionId>, section: Code, paragraph: Id<ParagraphId>, version: Code, answers: Id<CommentId>,
        text: Maybe<Prose<{ limits::COMMENT }>>, suggestion: Maybe<Prose<{ limits::PARAGRAPH }>>,
    }
    |f| match (f.paragraph.maybe(), f.answers.maybe()) {
        (Some(p), Some(c)) => format!("comment-{p}-{c}"),
        (Some(p), None) => format!("comment-{p}"),
        _ => String::new(),
    } => said(f);

    /// A comment that is settled.
    ResolveComment {
        submission: Id<SubmissionId>, section: Code, paragraph: Id<ParagraphId>, version: Code, comment: Id<CommentId>, how: Code,
    }
    |f| "section" => written(f.submission, &f.section, f.paragraph.maybe());
}

conflicts! {
    ParagraphChanged => t!("problem-paragraph-changed"),
    ParagraphRemoved => t!("problem-paragraph-removed"),
    SubmissionFixed => t!("problem-submission-fixed"),
    OutcomeThere => t!("problem-outcome-there"),
    NotSubmitted => t!("problem-not-submitted"),
    NothingWritten => t!("problem-nothing-written"),
    TooManyParagraphs => t!("problem-too-many-paragraphs"),
    CommentSettled => t!("problem-comment-settled"),
    LeadStays => t!("problem-lead-stays"),
    MentorAsked => t!("problem-mentor-asked"),
    NothingMarked => t!("problem-nothing-marked"),
}

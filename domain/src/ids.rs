//! Identifiers: one type for each noun, so that a person can't be passed for a meeting.
//!
//! They are UUIDs (version 7, made by the backend), and never secrets: what must not be guessed
//! is a token, see `backend::token`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A human being, counted at most once.
    PersonId,
    /// How a person signs in.
    AccountId,
    /// A member or associate of the network.
    OrganisationId,
    /// An invitation link.
    InvitationId,
    /// What a training consists of.
    ProgrammeId,
    /// A self-paced module.
    ModuleId,
    /// A lesson of a module.
    LessonId,
    /// A question, whatever its version.
    QuestionId,
    /// One version of a question.
    QuestionVersionId,
    /// One try at a quiz.
    AttemptId,
    /// A module, lesson or question as it is written: versions and a draft.
    DocumentId,
    /// Three questions that come back after some days.
    SpacedReviewId,
    /// Something a person is told.
    NoticeId,
    /// A workshop: a cohort with trainers.
    WorkshopId,
    /// One dated meeting of a workshop.
    MeetingId,
    /// A person's place in a workshop.
    RegistrationId,
    /// Something that was seen.
    EvidenceId,
    /// Something a trainer opens in a meeting, asks after a workshop, or keeps in the library.
    ActivityId,
    /// An answer to an activity.
    ActivityAnswerId,
    /// The fact that a person met a training rule.
    TrainingRecordId,
    /// A dated count from before Upright, without names.
    HistoricCountId,
    /// A frozen, signed statement of a training record.
    CertificateId,
    /// A correction of a training record.
    CorrectionId,
    /// Two persons found to be one.
    MergeId,
    /// A person in an organisation, from a day until a day.
    MembershipId,
    /// A file that waits to be brought in.
    ImportFileId,
    /// One State in one Working Group session.
    ReviewId,
    /// A written submission.
    SubmissionId,
    /// A paragraph of a submission.
    ParagraphId,
    /// A comment on a paragraph.
    CommentId,
    /// A kept text of a submission.
    SubmissionVersionId,
    /// A recommendation of the last cycle.
    PriorId,
    /// A card of evidence.
    EvidenceCardId,
    /// A mentor's reading of a submission.
    MentoringId,
    /// A file that somebody brought.
    StoredFileId,
    /// Something that came of a submission.
    OutcomeId,
    /// A request for guidance.
    GuidanceId,
    /// A question and its answer in the briefing.
    BriefingEntryId,
    /// Something written in a request for guidance.
    GuidanceMessageId,
    /// An oral statement.
    StatementId,
    /// That an oral statement was made.
    DeliveryId,
    /// A page on one issue, to give to States.
    FactsheetId,
    /// A letter to a State.
    LetterId,
}

//! How much each field takes. A form says it to the browser and checks it, a command checks it again: both by these.

/// A number of characters, rows or places as an index.
#[expect(clippy::as_conversions, reason = "where this runs an address has 32 bits at least")]
pub const fn size(n: u32) -> usize {
    n as usize
}

/// Whether a text has more characters than it may.
pub fn is_longer(text: &str, max: u32) -> bool {
    text.chars().count() > size(max)
}

/// The name of a person.
pub const PERSON: u32 = 120;
/// The name of an organisation.
pub const ORGANISATION: u32 = 160;
/// What something is called: a workshop, a submission, a statement, a request, a link.
pub const TITLE: u32 = 160;
/// Why an administrator or trainer did something.
pub const REASON: u32 = 300;
/// Why something that was entered is taken back.
pub const REASON_BACK: u32 = 400;
/// Where a figure or a record comes from.
pub const SOURCE: u32 = 300;
/// An address of the web.
pub const WEB_ADDRESS: u32 = 500;
/// An e-mail address (RFC 5321).
pub const EMAIL: u32 = 254;
/// A note to a lesson.
pub const NOTE: u32 = 10_000;

/// How many people an invitation lets in.
pub const USES: (i64, i64) = (1, 500);
/// Days an invitation holds.
pub const DAYS: (i64, i64) = (1, 90);

/// What a workshop is about.
pub const DESCRIPTION: u32 = 4_000;
/// Places of a workshop.
pub const PLACES: (i64, i64) = (1, 1_000);
/// Where a meeting is.
pub const PLACE: u32 = 300;
/// A message to everybody with a place.
pub const MESSAGE: u32 = 2_000;

/// A historic count.
pub const COUNT: (i64, i64) = (0, 1_000_000);
/// Percent of a workshop that somebody must attend.
pub const PERCENT: (i64, i64) = (1, 100);
/// Minutes after which somebody is late.
pub const LATE: (i64, i64) = (0, 240);
/// Months that a certificate holds.
pub const MONTHS: (i64, i64) = (1, 240);
/// The name of the network on a certificate.
pub const NETWORK: u32 = 120;
/// The heading of a certificate.
pub const HEADING: u32 = 80;
/// What a certificate says.
pub const CERTIFIES: u32 = 400;
/// Who signs a certificate.
pub const SIGNATORY: u32 = 120;

/// Number of a session of the review.
pub const SESSION: (i64, i64) = (1, 999);
/// The session of the Council that adopts an outcome.
pub const ADOPTION: u32 = 20;
/// What is special about a review.
pub const SPECIAL: u32 = 1_000;
/// Where a date comes from.
pub const DATE_SOURCE: u32 = 600;

/// The title of a document of the curriculum.
pub const DOCUMENT: u32 = 120;
/// The source of a document of the curriculum.
pub const DOCUMENT_SOURCE: u32 = 60_000;
/// Why a draft is sent back.
pub const DRAFT_NOTE: u32 = 2_000;
/// Why a question is corrected.
pub const CORRECTION: u32 = 500;
/// What a trainer writes about an answer.
pub const COMMENT_ON_ANSWER: u32 = 4_000;
/// Percent of extra time.
pub const EXTRA_TIME: (i64, i64) = (0, 1_000);

/// The text of an oral statement.
pub const STATEMENT: u32 = 12_000;
/// In whose name a statement is spoken.
pub const SPEAKS: u32 = 200;
/// Seconds of a statement.
pub const SECONDS: (i64, i64) = (10, 1_200);
/// The session of the Council in which a statement was made.
pub const COUNCIL: (i64, i64) = (1, 200);

/// A request for guidance, and what is written in it.
pub const GUIDANCE: u32 = 20_000;
/// A question of the briefing.
pub const ENTRY_QUESTION: u32 = 200;
/// An answer of the briefing.
pub const ENTRY_ANSWER: u32 = 10_000;

/// A paragraph of a submission.
pub const PARAGRAPH: u32 = 400_000;
/// A comment on a paragraph.
pub const COMMENT: u32 = 4_000;
/// The name of a kept text.
pub const VERSION_NAME: u32 = 120;
/// A card of evidence: the claim, and the source.
pub const CARD: u32 = 2_000;
/// What a recommendation of the last cycle is followed up by.
pub const FOLLOW_UP: u32 = 4_000;
/// What shows that a step was taken.
pub const OUTCOME: u32 = 2_000;
/// A question to a mentor.
pub const MENTOR_QUESTION: u32 = 2_000;
/// The answer of a mentor.
pub const MENTOR_ANSWER: u32 = 6_000;

/// The title of a page on an issue.
pub const SHEET: u32 = 200;
/// A part of a page on an issue or of a letter.
pub const LOBBY: u32 = 3_000;
/// Whom to write to.
pub const CONTACT: u32 = 300;
/// The addressee of a letter.
pub const ADDRESSEE: u32 = 500;
/// The recommendation that a letter asks for.
pub const ASK: u32 = 1_000;

/// The options of an activity, one a line.
pub const OPTIONS: u32 = 2_000;
/// What an activity asks, and a text that answers it.
pub const LIVE_TEXT: u32 = 1_000;
/// The end of a scale.
pub const SCALE_END: u32 = 60;
/// People in a group.
pub const GROUP: (i64, i64) = (2, 20);
/// Minutes of a role play.
pub const ROLE_PLAY: (i64, i64) = (10, 300);
/// An open answer.
pub const ANSWER: u32 = 8_000;

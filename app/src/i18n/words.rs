//! Words for the codes of `domain`.

use backend::workshop::News;
use chrono::{DateTime, Utc};
use domain::{
    activity,
    attendance::{Attendance, Mark, State, Why},
    certificate::{self, Revocation},
    form::FieldError,
    matching::Reason,
    quiz::Kind,
    region::Region,
    reminder::Amount,
    review::Confidence,
    role_play::{Phase, Role},
    training::{Basis, Measure, Path},
};

use super::{day_and_time, format::time_of_day, t};

/// What is wrong with a field, and what to do.
pub fn field_error(error: &FieldError) -> String {
    match error.clone() {
        FieldError::Empty => t!("error-empty"),
        FieldError::TooLong { max } => t!("error-too-long", max = max),
        FieldError::TooShort { min } => t!("error-too-short", min = min),
        FieldError::Markup => t!("error-markup"),
        FieldError::Control => t!("error-control"),
        FieldError::Direction => t!("error-direction"),
        FieldError::Email => t!("error-email"),
        FieldError::Number { min, max } => t!("error-number", min = min, max = max),
        FieldError::Date => t!("error-date"),
        FieldError::Time => t!("error-time"),
        FieldError::Future => t!("error-future"),
        FieldError::EndBeforeStart => t!("error-end-before-start"),
        FieldError::Choice => t!("error-choice"),
        FieldError::Taken => t!("error-taken"),
        FieldError::Mismatch => t!("error-mismatch"),
        FieldError::Guessable => t!("error-guessable"),
        FieldError::NotNumber => t!("error-not-number"),
        FieldError::Double => t!("error-double"),
        FieldError::TooMany { max } => t!("error-too-many-lines", max = max),
        FieldError::AgendaLine { line } => t!("error-agenda-line", line = line),
        FieldError::SamePlace => t!("error-same-place"),
        FieldError::WebAddress => t!("error-web-address"),
        FieldError::FileKind => t!("error-file-kind"),
        FieldError::FileBroken => t!("error-file-broken"),
        FieldError::FileEncrypted => t!("error-file-encrypted"),
        FieldError::FileMacros => t!("error-file-macros"),
        FieldError::FileOldWord => t!("error-file-old-word"),
        FieldError::FileTooLarge => t!("error-file-too-large"),
        FieldError::AfterSession => t!("error-after-session"),
        FieldError::BeforeSession => t!("error-before-session"),
    }
}

/// The state of attendance in a word.
pub fn state(state: State) -> String {
    match state {
        State::Expected => t!("state-expected"),
        State::Apologised => t!("state-apologised"),
        State::NotYetEnrolled => t!("state-not-yet-enrolled"),
        State::Present => t!("state-present"),
        State::Late => t!("state-late"),
        State::LeftEarly => t!("state-left-early"),
        State::Excused => t!("state-excused"),
        State::Absent => t!("state-absent"),
    }
}

/// A mark in a word.
pub fn mark(mark: Mark) -> String {
    match mark {
        Mark::Present => t!("state-present"),
        Mark::Late => t!("state-late"),
        Mark::LeftEarly => t!("state-left-early"),
        Mark::Excused => t!("state-excused"),
        Mark::Absent => t!("state-absent"),
    }
}

/// The kind of an activity in words.
pub fn activity_kind(kind: activity::Kind) -> String {
    match kind {
        activity::Kind::PollSingle => t!("activity-poll-single"),
        activity::Kind::PollMultiple => t!("activity-poll-multiple"),
        activity::Kind::PollScale => t!("activity-poll-scale"),
        activity::Kind::Text => t!("activity-text"),
        activity::Kind::WordCloud => t!("activity-word-cloud"),
        activity::Kind::QuestionWall => t!("activity-question-wall"),
        activity::Kind::Quiz => t!("activity-quiz"),
        activity::Kind::Groups => t!("activity-groups"),
        activity::Kind::Exercise => t!("activity-exercise"),
        activity::Kind::RolePlay => t!("activity-role-play"),
    }
}

/// The name of a language by its code (ISO 639-1): that of the UN languages and Portuguese, else the code.
pub fn language_name(code: &str) -> String {
    match code {
        "ar" => t!("language-ar"),
        "en" => t!("language-en"),
        "es" => t!("language-es"),
        "fr" => t!("language-fr"),
        "pt" => t!("language-pt"),
        "ru" => t!("language-ru"),
        "zh" => t!("language-zh"),
        other => other.to_owned(),
    }
}

/// A part somebody plays, in words.
pub fn role(role: Role) -> String {
    match role {
        Role::StateUnderReview => t!("role-state-under-review"),
        Role::Recommending(n) => t!("role-recommending", n = n),
        Role::CivilSociety => t!("role-civil-society"),
    }
}

/// A part of a role play, in words.
pub fn phase(phase: Phase) -> String {
    match phase {
        Phase::Prepare => t!("phase-prepare"),
        Phase::Report => t!("phase-report"),
        Phase::Dialogue => t!("phase-dialogue"),
        Phase::Answers => t!("phase-answers"),
        Phase::Adoption => t!("phase-adoption"),
    }
}

/// What is new about a workshop.
pub fn news(title: &str, news: &News, zone: &str) -> String {
    let title = title.to_owned();
    match news {
        News::Invited => t!("news-invited", title = title),
        News::PlaceGiven => t!("news-place-given", title = title),
        News::Declined => t!("news-declined", title = title),
        News::Moved { from, to } => t!("news-moved", title = title, before = day_and_time(*from, zone), now = day_and_time(*to, zone)),
        News::Elsewhere { at } => t!("news-elsewhere", title = title, time = day_and_time(*at, zone)),
        News::MeetingCanceled { at } => t!("news-meeting-canceled", title = title, time = day_and_time(*at, zone)),
        News::WorkshopCanceled => t!("news-workshop-canceled", title = title),
        News::Message { text } => t!("news-message", title = title, text = text.clone()),
    }
}

/// Why somebody's attendance is what it is: "came 09:14, start 09:00, limit 10 min".
pub fn why(a: &Attendance, starts_at: DateTime<Utc>, ends_at: DateTime<Utc>, limit: u32, zone: &str) -> String {
    let clock = |at: DateTime<Utc>| time_of_day(at, zone);
    match (a.why, a.state, a.came_at, a.left_at) {
        (Why::Marked, ..) => t!("why-marked"),
        (Why::Apology, ..) => t!("why-apology"),
        (Why::Enrolled, ..) => t!("why-enrolled"),
        (_, State::Late, Some(came), _) => t!("why-late", came = clock(came), start = clock(starts_at), limit = limit),
        (_, State::LeftEarly, _, Some(left)) => t!("why-left", left = clock(left), end = clock(ends_at), limit = limit),
        (_, _, Some(came), _) => t!("roll-came", time = clock(came)),
        _ => String::new(),
    }
}

/// How a person was trained.
pub fn path(path: Path) -> String {
    match path {
        Path::Workshop => t!("path-workshop"),
        Path::SelfStudy => t!("path-self-study"),
        Path::Import => t!("path-import"),
    }
}

/// A regional group of the United Nations.
pub fn region(region: Region) -> String {
    match region {
        Region::African => t!("region-african"),
        Region::AsiaPacific => t!("region-asia-pacific"),
        Region::EasternEuropean => t!("region-eastern-european"),
        Region::LatinAmericanCaribbean => t!("region-latin-american-caribbean"),
        Region::WesternOther => t!("region-western-other"),
    }
}

/// What became of a certificate, in words.
pub fn certificate_state(state: &certificate::State) -> String {
    match state {
        certificate::State::Valid => t!("certificate-valid"),
        certificate::State::Replaced(_) => t!("certificate-replaced"),
        certificate::State::Expired => t!("certificate-expired"),
        certificate::State::Revoked(reason) => match reason {
            Revocation::RecordCorrected => t!("certificate-revoked-record-corrected"),
            Revocation::HolderAsked => t!("certificate-revoked-holder-asked"),
            Revocation::IssuedInError => t!("certificate-revoked-issued-in-error"),
            Revocation::HolderErased => t!("certificate-revoked-holder-erased"),
        },
    }
}

/// Why two entries may be one person.
pub fn match_reason(reason: Reason) -> String {
    match reason {
        Reason::Email => t!("match-email"),
        Reason::Phone => t!("match-phone"),
        Reason::Name => t!("match-name"),
        Reason::Organisation => t!("match-organisation"),
    }
}

/// What a training record rests on.
pub fn basis(basis: &Basis) -> String {
    match basis {
        Basis::Workshop { minutes, of, meetings } => {
            t!("basis-workshop", minutes = minutes.to_string(), of = of.to_string(), meetings = meetings.to_string())
        }
        Basis::SelfStudy { modules } => t!("basis-self-study", n = modules.len()),
        Basis::Import { line, .. } => t!("basis-import", line = line.to_string()),
        Basis::Entered { source } => t!("basis-entered", source = source.clone()),
        Basis::Unknown => t!("basis-unknown"),
    }
}

/// What was counted.
pub fn measure(measure: Measure) -> String {
    match measure {
        Measure::IndividualsTrained => t!("measure-individuals"),
        Measure::SubmittingMembers => t!("measure-submissions"),
        Measure::JointStatements => t!("measure-statements"),
    }
}

/// How sure the schedule is.
pub fn confidence(confidence: Confidence) -> String {
    match confidence {
        Confidence::High => t!("confidence-high"),
        Confidence::Medium => t!("confidence-medium"),
        Confidence::Low => t!("confidence-low"),
    }
}

/// The kind of a question in words.
pub fn kind(kind: Kind) -> String {
    match kind {
        Kind::Single => t!("kind-single"),
        Kind::Multiple => t!("kind-multiple"),
        Kind::TrueFalse => t!("kind-true-false"),
        Kind::ShortText => t!("kind-short-text"),
        Kind::Number => t!("kind-number"),
        Kind::Matching => t!("kind-matching"),
        Kind::Ordering => t!("kind-ordering"),
        Kind::Gaps => t!("kind-gaps"),
        Kind::Open => t!("kind-open"),
        Kind::Description => t!("kind-description"),
    }
}

/// How many reminders somebody wants.
pub fn amount(amount: Amount) -> String {
    match amount {
        Amount::All => t!("amount-all"),
        Amount::Some => t!("amount-some"),
        Amount::Last => t!("amount-last"),
        Amount::None => t!("amount-none"),
    }
}

//! Addresses of pages, in one place. Everything that goes into an address is an id or a slug.

use domain::{
    ids::{
        AttemptId, DocumentId, FactsheetId, GuidanceId, LetterId, MeetingId, OrganisationId, PersonId, QuestionId, StatementId,
        SubmissionId, WorkshopId,
    },
    review::Stage,
    submission::Section,
};

macro_rules! fixed {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)+) => { $($(#[$doc])* pub const $name: &str = $path;)+ };
}

fixed! {
    /// What Upright is.
    FRONT = "/";
    /// Where the button in the header is posted to: the one form of a feature that stands on every page.
    SIGN_OUT = "/api/app/account/server_fns/sign_out";
    /// What should I do next?
    HOME = "/home";
    /// All modules.
    MODULES = "/modules";
    /// All workshops.
    WORKSHOPS = "/workshops";
    /// Plan a new workshop.
    PLAN = "/workshops/new/plan";
    /// Enter a check-in code.
    CHECK_IN = "/check-in";
    /// A trainer's own workshops.
    TEACH = "/teach";
    /// Totals.
    ADMIN = "/admin";
    /// Organisations.
    ADMIN_ORGANISATIONS = "/admin/organisations";
    /// The list behind a total.
    ADMIN_TRAINED = "/admin/trained";
    /// Pairs that may be one person.
    ADMIN_DUPLICATES = "/admin/duplicates";
    /// Bringing in a file.
    ADMIN_IMPORT = "/admin/import";
    /// Programmes, their rules, the texts of certificates.
    ADMIN_PROGRAMMES = "/admin/programmes";
    /// One's own certificates.
    CERTIFICATES = "/certificates";
    /// Checking a certificate.
    VERIFY = "/verify";
    /// What is held about the reader.
    MY_DATA = "/me/data";
    /// Everybody in the register; inviting staff.
    ADMIN_PEOPLE = "/admin/people";
    /// From training to what changed.
    ADMIN_IMPACT = "/admin/impact";
    /// Historic counts.
    ADMIN_HISTORY = "/admin/history";
    /// One's own submissions.
    SUBMISSIONS = "/submissions";
    /// What one's organisations asked.
    GUIDANCE = "/guidance";
    /// What the network has to answer.
    TEACH_GUIDANCE = "/teach/guidance";
    /// One's own oral statements.
    STATEMENTS = "/statements";
    /// A text that was not taken.
    KEPT = "/submissions/kept";
    /// Submissions that wait for a mentor.
    TEACH_SUBMISSIONS = "/teach/submissions";
    /// The review calendar.
    CALENDAR = "/calendar";
    /// The calendar of all States, to subscribe to.
    CALENDAR_FEED = "/calendar.ics";
    /// Every step of engaging with a review.
    BRIEFING = "/briefing";
    /// States that are due.
    TEACH_DUE = "/teach/due";
    /// The review schedule, to change.
    ADMIN_CALENDAR = "/admin/calendar";
    /// What became of letters.
    ADMIN_MAIL = "/admin/mail";
    /// The public figures.
    IMPACT = "/impact";
    /// What is kept about whom.
    PRIVACY = "/privacy";
    /// Signing in.
    SIGN_IN = "/sign-in";
    /// One's own account.
    ME = "/me";
    /// What the words mean.
    GLOSSARY = "/glossary";
    /// How far one is in the programme, and the tests before and after.
    PROGRAMME = "/programme";
    /// One's own notes and bookmarks.
    NOTES = "/notes";
    /// The question bank.
    TEACH_QUESTIONS = "/teach/questions";
    /// Open answers that wait.
    TEACH_GRADING = "/teach/grading";
    /// Modules, lessons and questions as they are written.
    TEACH_CONTENT = "/teach/content";
    /// The library of activities.
    TEACH_LIBRARY = "/teach/library";
    /// A personal code that staff scanned.
    DESK = "/desk";
    /// Images.
    TEACH_IMAGES = "/teach/images";
    /// What a group learned; extra time.
    TEACH_LEARNERS = "/teach/learners";
}

/// A person of the register.
pub fn person(id: PersonId) -> String {
    format!("/admin/people/{id}")
}

/// A submission.
pub fn submission(id: SubmissionId) -> String {
    format!("/submissions/{id}")
}

/// A request for guidance.
pub fn guidance(id: GuidanceId) -> String {
    format!("/guidance/{id}")
}

/// An oral statement.
pub fn statement(id: StatementId) -> String {
    format!("/statements/{id}")
}

/// A part of an oral statement: `speak`.
pub fn statement_part(id: StatementId, part: &str) -> String {
    format!("/statements/{id}/{part}")
}

/// A part of a submission: `read`, `team` …
pub fn submission_part(id: SubmissionId, part: &str) -> String {
    format!("/submissions/{id}/{part}")
}

/// A page on an issue, to change it.
pub fn sheet(id: SubmissionId, sheet: FactsheetId) -> String {
    format!("/submissions/{id}/lobby/pages/{sheet}")
}

/// A letter to a State, to change it.
pub fn letter(id: SubmissionId, letter: LetterId) -> String {
    format!("/submissions/{id}/lobby/letters/{letter}")
}

/// A file for talks with States: `page-{id}.pdf`, `letter-{id}.docx`, `all.zip`.
pub fn lobby_file(id: SubmissionId, file: &str) -> String {
    format!("/submissions/{id}/lobby/{file}")
}

/// A section of a submission, to write in.
pub fn section(id: SubmissionId, section: Section) -> String {
    format!("/submissions/{id}/write/{}", section.name())
}

/// The revision of a submission, for a script that looks whether others wrote.
pub fn submission_state(id: SubmissionId) -> String {
    format!("/submissions/{id}/state.json")
}

/// A State.
pub fn country(iso3: &str) -> String {
    format!("/countries/{iso3}")
}

/// The dates of a State, to subscribe to.
pub fn country_feed(iso3: &str) -> String {
    format!("/countries/{iso3}.ics")
}

/// A step of the briefing.
pub fn briefing_step(stage: Stage) -> String {
    format!("/briefing/{}", stage.name())
}

/// A certificate, to be checked.
pub fn verify(code: &str) -> String {
    format!("/verify/{code}")
}

/// A certificate that is shown to others.
pub fn badge(code: &str) -> String {
    format!("/badges/{code}")
}

/// A module.
pub fn module(slug: &str) -> String {
    format!("/modules/{slug}")
}

/// A lesson.
pub fn lesson(module: &str, lesson: &str) -> String {
    format!("/modules/{module}/{lesson}")
}

/// A module's quiz.
pub fn quiz(module: &str) -> String {
    format!("/modules/{module}/quiz")
}

/// A spaced review of a module.
pub fn review(module: &str) -> String {
    format!("/review/{module}")
}

/// A term of the glossary.
pub fn term(slug: &str) -> String {
    format!("/glossary#{slug}")
}

/// The test before or after the programme.
pub fn programme_test(purpose: &str) -> String {
    format!("/programme/{purpose}")
}

/// A question of the bank.
pub fn bank_question(id: QuestionId) -> String {
    format!("/teach/questions/{id}")
}

/// The item analysis of a module's quiz.
pub fn analysis(module: &str) -> String {
    format!("/teach/quizzes/{module}")
}

/// A document.
pub fn document(id: DocumentId) -> String {
    format!("/teach/content/{id}")
}

/// An open answer to grade.
pub fn grade(attempt: AttemptId, position: u32) -> String {
    format!("/teach/grading?attempt={attempt}&position={position}")
}

/// A workshop.
pub fn workshop(id: WorkshopId) -> String {
    format!("/workshops/{id}")
}

/// Its roster.
pub fn roster(id: WorkshopId) -> String {
    format!("/workshops/{id}/roster")
}

/// A room of a workshop: `plan`, `invite`, `manage`, `results`, `evaluation`.
pub fn of_workshop(id: WorkshopId, room: &str) -> String {
    format!("/workshops/{id}/{room}")
}

/// A room of a meeting for those who run it: `screen`, `desk`, `sheet`, `calls`, `activities`.
pub fn of_run(id: MeetingId, room: &str) -> String {
    format!("/run/{id}/{room}")
}

/// A meeting, live.
pub fn live(id: MeetingId) -> String {
    format!("/live/{id}")
}

/// The console of a meeting.
pub fn run(id: MeetingId) -> String {
    format!("/run/{id}")
}

/// An organisation.
pub fn organisation(id: OrganisationId) -> String {
    format!("/organisations/{id}")
}

/// An invitation.
pub fn join(token: &str) -> String {
    format!("/join/{token}")
}

/// A target that a form may name (`next`): a path of this site, or home. Everything that could lead
/// elsewhere (`//host`, `/\host`, a scheme, control characters) becomes home.
pub fn local(target: &str) -> &str {
    let here = target.starts_with('/') && !target.starts_with("//") && !target.contains('\\');
    if here && target.bytes().all(|b| (0x21..0x7f).contains(&b)) { target } else { HOME }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_never_leads_elsewhere() {
        for bad in ["//e.org", "/\\e.org", "https://e.org", "javascript:alert(1)", "/a\r\nSet-Cookie: x", "", "home", "/\u{202E}", "\\/e"] {
            assert_eq!(local(bad), HOME, "{bad}");
        }
        assert_eq!(local("/modules/x?q=1"), "/modules/x?q=1");
    }
}

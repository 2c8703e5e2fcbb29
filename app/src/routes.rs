//! Which address shows which page.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    account::{DataPage, JoinPage, MePage, PrivacyPage, SignInPage},
    admin::{
        AdminCalendarPage, AdminReviewPage, AdminSessionPage, DuplicatesPage, FunnelPage, HistoryPage, ImportPage, MailPage, OrganisationsPage, PeoplePage, PersonPage, ProgrammesPage, TotalsPage, TrainedPage,
    },
    attendance::{CallsPage, CheckInPage, DeskPage, RunPage, ScannedPage, SheetPage},
    briefing::{BriefingPage, BriefingStepPage},
    certificate::{CertificatesPage, SharedPage, VerifyAskPage, VerifyPage},
    guidance::{GuidancePage, GuidanceRequestPage, GuidanceWaitingPage},
    home::{FrontPage, HomePage},
    impact::ImpactPage,
    learning::{GlossaryPage, LessonPage, ModulePage, ModulesPage, NotesPage, ProgrammePage, RemindersOffPage},
    live::{ActivitiesPage, LibraryPage, LivePage, ScreenPage},
    organisation::OrganisationPage,
    quiz::{QuizPage, ReviewPage, TestPage},
    review::{CalendarPage, CountryPage},
    statement::{SpeakPage, StatementPage, StatementsPage},
    lobby::{FactsheetPage, LetterPage, LobbyPage},
    submission::{AfterPage, EchoPage, EvidencePage, KeptPage, MatrixPage, MentorPage, ReadPage, SubmissionHistoryPage, SubmissionPage, SubmissionsPage, TeamPage, WaitingPage, WritePage},
    teach::{AnalysisPage, BankQuestionPage, ContentPage, DocumentPage, DuePage, GradingPage, ImagesPage, LearnersPage, QuestionsPage},
    ui::NotFoundPage,
    workshop::{EvaluationPage, InvitePage, ManagePage, PlanPage, ResultsPage, RosterPage, TeachPage, WorkshopPage, WorkshopsPage},
};

/// The application: every page is rendered whole before the first byte is sent.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=FrontPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/join/:token") view=JoinPage ssr=SsrMode::Async/>
                <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async/>
                <Route path=path!("/impact") view=ImpactPage ssr=SsrMode::Async/>
                <Route path=path!("/calendar") view=CalendarPage ssr=SsrMode::Async/>
                <Route path=path!("/countries/:iso3") view=CountryPage ssr=SsrMode::Async/>
                <Route path=path!("/briefing") view=BriefingPage ssr=SsrMode::Async/>
                <Route path=path!("/briefing/:step") view=BriefingStepPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions") view=SubmissionsPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/kept") view=KeptPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id") view=SubmissionPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/write/:section") view=WritePage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/read") view=ReadPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/team") view=TeamPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/history") view=SubmissionHistoryPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/evidence") view=EvidencePage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/matrix") view=MatrixPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/mentor") view=MentorPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/lobby") view=LobbyPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/lobby/pages/:page") view=FactsheetPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/lobby/letters/:letter") view=LetterPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/echo") view=EchoPage ssr=SsrMode::Async/>
                <Route path=path!("/submissions/:id/after") view=AfterPage ssr=SsrMode::Async/>
                <Route path=path!("/guidance") view=GuidancePage ssr=SsrMode::Async/>
                <Route path=path!("/guidance/:id") view=GuidanceRequestPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/guidance") view=GuidanceWaitingPage ssr=SsrMode::Async/>
                <Route path=path!("/statements") view=StatementsPage ssr=SsrMode::Async/>
                <Route path=path!("/statements/:id") view=StatementPage ssr=SsrMode::Async/>
                <Route path=path!("/statements/:id/speak") view=SpeakPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/submissions") view=WaitingPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/due") view=DuePage ssr=SsrMode::Async/>
                <Route path=path!("/admin/calendar") view=AdminCalendarPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/calendar/:session") view=AdminSessionPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/calendar/states/:id") view=AdminReviewPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/mail") view=MailPage ssr=SsrMode::Async/>
                <Route path=path!("/home") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("/me") view=MePage ssr=SsrMode::Async/>
                <Route path=path!("/modules") view=ModulesPage ssr=SsrMode::Async/>
                <Route path=path!("/modules/:slug") view=ModulePage ssr=SsrMode::Async/>
                <Route path=path!("/modules/:slug/quiz") view=QuizPage ssr=SsrMode::Async/>
                <Route path=path!("/modules/:slug/:lesson") view=LessonPage ssr=SsrMode::Async/>
                <Route path=path!("/review/:slug") view=ReviewPage ssr=SsrMode::Async/>
                <Route path=path!("/glossary") view=GlossaryPage ssr=SsrMode::Async/>
                <Route path=path!("/notes") view=NotesPage ssr=SsrMode::Async/>
                <Route path=path!("/programme") view=ProgrammePage ssr=SsrMode::Async/>
                <Route path=path!("/programme/:purpose") view=TestPage ssr=SsrMode::Async/>
                <Route path=path!("/reminders-off/:token") view=RemindersOffPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/questions") view=QuestionsPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/questions/:id") view=BankQuestionPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/quizzes/:slug") view=AnalysisPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/grading") view=GradingPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/content") view=ContentPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/content/:id") view=DocumentPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/images") view=ImagesPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/learners") view=LearnersPage ssr=SsrMode::Async/>
                <Route path=path!("/workshops") view=WorkshopsPage ssr=SsrMode::Async/>
                <Route path=path!("/workshops/:id") view=WorkshopPage ssr=SsrMode::Async/>
                <Route path=path!("/workshops/:id/plan") view=PlanPage ssr=SsrMode::Async/>
                <Route path=path!("/workshops/:id/roster") view=RosterPage ssr=SsrMode::Async/>
                <Route path=path!("/workshops/:id/invite") view=InvitePage ssr=SsrMode::Async/>
                <Route path=path!("/workshops/:id/manage") view=ManagePage ssr=SsrMode::Async/>
                <Route path=path!("/workshops/:id/results") view=ResultsPage ssr=SsrMode::Async/>
                <Route path=path!("/workshops/:id/evaluation") view=EvaluationPage ssr=SsrMode::Async/>
                <Route path=path!("/teach/library") view=LibraryPage ssr=SsrMode::Async/>
                <Route path=path!("/run/:meeting/screen") view=ScreenPage ssr=SsrMode::Async/>
                <Route path=path!("/run/:meeting/desk") view=DeskPage ssr=SsrMode::Async/>
                <Route path=path!("/run/:meeting/sheet") view=SheetPage ssr=SsrMode::Async/>
                <Route path=path!("/run/:meeting/calls") view=CallsPage ssr=SsrMode::Async/>
                <Route path=path!("/run/:meeting/activities") view=ActivitiesPage ssr=SsrMode::Async/>
                <Route path=path!("/live/:meeting") view=LivePage ssr=SsrMode::Async/>
                <Route path=path!("/desk") view=ScannedPage ssr=SsrMode::Async/>
                <Route path=path!("/teach") view=TeachPage ssr=SsrMode::Async/>
                <Route path=path!("/run/:meeting") view=RunPage ssr=SsrMode::Async/>
                <Route path=path!("/check-in") view=CheckInPage ssr=SsrMode::Async/>
                <Route path=path!("/organisations/:id") view=OrganisationPage ssr=SsrMode::Async/>
                <Route path=path!("/admin") view=TotalsPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/impact") view=FunnelPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/organisations") view=OrganisationsPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/people") view=PeoplePage ssr=SsrMode::Async/>
                <Route path=path!("/admin/trained") view=TrainedPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/people/:id") view=PersonPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/duplicates") view=DuplicatesPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/import") view=ImportPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/programmes") view=ProgrammesPage ssr=SsrMode::Async/>
                <Route path=path!("/certificates") view=CertificatesPage ssr=SsrMode::Async/>
                <Route path=path!("/verify") view=VerifyAskPage ssr=SsrMode::Async/>
                <Route path=path!("/verify/:code") view=VerifyPage ssr=SsrMode::Async/>
                <Route path=path!("/badges/:code") view=SharedPage ssr=SsrMode::Async/>
                <Route path=path!("/me/data") view=DataPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/history") view=HistoryPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}

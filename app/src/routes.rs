//! Which address shows which page.

use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    account::{DataPage, JoinPage, MePage, PrivacyPage, SignInPage},
    admin::{
        AdminCalendarPage, AdminReviewPage, AdminSessionPage, DuplicatesPage, FunnelPage, HistoryPage, ImportPage, MailPage,
        OrganisationsPage, PeoplePage, PersonPage, ProgrammesPage, TotalsPage, TrainedPage,
    },
    attendance::{CallsPage, CheckInPage, DeskPage, RunPage, ScannedPage, SheetPage},
    briefing::{BriefingPage, BriefingStepPage},
    certificate::{CertificatesPage, SharedPage, VerifyAskPage, VerifyPage},
    guidance::{GuidancePage, GuidanceRequestPage, GuidanceWaitingPage},
    home::{FrontPage, HomePage},
    impact::ImpactPage,
    learning::{GlossaryPage, LessonPage, ModulePage, ModulesPage, NotesPage, ProgrammePage, RemindersOffPage},
    live::{ActivitiesPage, LibraryPage, LivePage, ScreenPage},
    lobby::{FactsheetPage, LetterPage, LobbyPage},
    organisation::OrganisationPage,
    quiz::{QuizPage, ReviewPage, TestPage},
    review::{CalendarPage, CountryPage},
    statement::{SpeakPage, StatementPage, StatementsPage},
    submission::{
        AfterPage, EchoPage, EvidencePage, KeptPage, MatrixPage, MentorPage, ReadPage, SubmissionHistoryPage, SubmissionPage,
        SubmissionsPage, TeamPage, WaitingPage, WritePage,
    },
    teach::{AnalysisPage, BankQuestionPage, ContentPage, DocumentPage, DuePage, GradingPage, ImagesPage, LearnersPage, QuestionsPage},
    ui::NotFoundPage,
    workshop::{EvaluationPage, InvitePage, ManagePage, PlanPage, ResultsPage, RosterPage, TeachPage, WorkshopPage, WorkshopsPage},
};

/// The application: every page is rendered whole before the first byte is sent.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/") view=FrontPage/>
                <Route path=path!("/sign-in") view=SignInPage/>
                <Route path=path!("/join/:token") view=JoinPage/>
                <Route path=path!("/privacy") view=PrivacyPage/>
                <Route path=path!("/impact") view=ImpactPage/>
                <Route path=path!("/calendar") view=CalendarPage/>
                <Route path=path!("/countries/:iso3") view=CountryPage/>
                <Route path=path!("/briefing") view=BriefingPage/>
                <Route path=path!("/briefing/:step") view=BriefingStepPage/>
                <Route path=path!("/submissions") view=SubmissionsPage/>
                <Route path=path!("/submissions/kept") view=KeptPage/>
                <Route path=path!("/submissions/:id") view=SubmissionPage/>
                <Route path=path!("/submissions/:id/write/:section") view=WritePage/>
                <Route path=path!("/submissions/:id/read") view=ReadPage/>
                <Route path=path!("/submissions/:id/team") view=TeamPage/>
                <Route path=path!("/submissions/:id/history") view=SubmissionHistoryPage/>
                <Route path=path!("/submissions/:id/evidence") view=EvidencePage/>
                <Route path=path!("/submissions/:id/matrix") view=MatrixPage/>
                <Route path=path!("/submissions/:id/mentor") view=MentorPage/>
                <Route path=path!("/submissions/:id/lobby") view=LobbyPage/>
                <Route path=path!("/submissions/:id/lobby/pages/:page") view=FactsheetPage/>
                <Route path=path!("/submissions/:id/lobby/letters/:letter") view=LetterPage/>
                <Route path=path!("/submissions/:id/echo") view=EchoPage/>
                <Route path=path!("/submissions/:id/after") view=AfterPage/>
                <Route path=path!("/guidance") view=GuidancePage/>
                <Route path=path!("/guidance/:id") view=GuidanceRequestPage/>
                <Route path=path!("/teach/guidance") view=GuidanceWaitingPage/>
                <Route path=path!("/statements") view=StatementsPage/>
                <Route path=path!("/statements/:id") view=StatementPage/>
                <Route path=path!("/statements/:id/speak") view=SpeakPage/>
                <Route path=path!("/teach/submissions") view=WaitingPage/>
                <Route path=path!("/teach/due") view=DuePage/>
                <Route path=path!("/admin/calendar") view=AdminCalendarPage/>
                <Route path=path!("/admin/calendar/:session") view=AdminSessionPage/>
                <Route path=path!("/admin/calendar/states/:id") view=AdminReviewPage/>
                <Route path=path!("/admin/mail") view=MailPage/>
                <Route path=path!("/home") view=HomePage/>
                <Route path=path!("/me") view=MePage/>
                <Route path=path!("/modules") view=ModulesPage/>
                <Route path=path!("/modules/:slug") view=ModulePage/>
                <Route path=path!("/modules/:slug/quiz") view=QuizPage/>
                <Route path=path!("/modules/:slug/:lesson") view=LessonPage/>
                <Route path=path!("/review/:slug") view=ReviewPage/>
                <Route path=path!("/glossary") view=GlossaryPage/>
                <Route path=path!("/notes") view=NotesPage/>
                <Route path=path!("/programme") view=ProgrammePage/>
                <Route path=path!("/programme/:purpose") view=TestPage/>
                <Route path=path!("/reminders-off/:token") view=RemindersOffPage/>
                <Route path=path!("/teach/questions") view=QuestionsPage/>
                <Route path=path!("/teach/questions/:id") view=BankQuestionPage/>
                <Route path=path!("/teach/quizzes/:slug") view=AnalysisPage/>
                <Route path=path!("/teach/grading") view=GradingPage/>
                <Route path=path!("/teach/content") view=ContentPage/>
                <Route path=path!("/teach/content/:id") view=DocumentPage/>
                <Route path=path!("/teach/images") view=ImagesPage/>
                <Route path=path!("/teach/learners") view=LearnersPage/>
                <Route path=path!("/workshops") view=WorkshopsPage/>
                <Route path=path!("/workshops/:id") view=WorkshopPage/>
                <Route path=path!("/workshops/:id/plan") view=PlanPage/>
                <Route path=path!("/workshops/:id/roster") view=RosterPage/>
                <Route path=path!("/workshops/:id/invite") view=InvitePage/>
                <Route path=path!("/workshops/:id/manage") view=ManagePage/>
                <Route path=path!("/workshops/:id/results") view=ResultsPage/>
                <Route path=path!("/workshops/:id/evaluation") view=EvaluationPage/>
                <Route path=path!("/teach/library") view=LibraryPage/>
                <Route path=path!("/run/:meeting/screen") view=ScreenPage/>
                <Route path=path!("/run/:meeting/desk") view=DeskPage/>
                <Route path=path!("/run/:meeting/sheet") view=SheetPage/>
                <Route path=path!("/run/:meeting/calls") view=CallsPage/>
                <Route path=path!("/run/:meeting/activities") view=ActivitiesPage/>
                <Route path=path!("/live/:meeting") view=LivePage/>
                <Route path=path!("/desk") view=ScannedPage/>
                <Route path=path!("/teach") view=TeachPage/>
                <Route path=path!("/run/:meeting") view=RunPage/>
                <Route path=path!("/check-in") view=CheckInPage/>
                <Route path=path!("/organisations/:id") view=OrganisationPage/>
                <Route path=path!("/admin") view=TotalsPage/>
                <Route path=path!("/admin/impact") view=FunnelPage/>
                <Route path=path!("/admin/organisations") view=OrganisationsPage/>
                <Route path=path!("/admin/people") view=PeoplePage/>
                <Route path=path!("/admin/trained") view=TrainedPage/>
                <Route path=path!("/admin/people/:id") view=PersonPage/>
                <Route path=path!("/admin/duplicates") view=DuplicatesPage/>
                <Route path=path!("/admin/import") view=ImportPage/>
                <Route path=path!("/admin/programmes") view=ProgrammesPage/>
                <Route path=path!("/certificates") view=CertificatesPage/>
                <Route path=path!("/verify") view=VerifyAskPage/>
                <Route path=path!("/verify/:code") view=VerifyPage/>
                <Route path=path!("/badges/:code") view=SharedPage/>
                <Route path=path!("/me/data") view=DataPage/>
                <Route path=path!("/admin/history") view=HistoryPage/>
            </FlatRoutes>
        </Router>
    }
}

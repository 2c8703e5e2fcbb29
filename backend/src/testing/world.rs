//! A small world to test in: people, organisations, workshops, made by the product's own commands.

use chrono::{DateTime, Duration, Utc};
use domain::{
    ids::{AttemptId, MeetingId, OrganisationId, PersonId, WorkshopId},
    policy::action,
};

use super::{TestDb, test_db::Template};
use crate::{
    access,
    account::{self, NewAccount, StaffRole, grant_role},
    attendance,
    authoring::Overwrite,
    clock::Clock,
    context::{Backend, Context},
    db::{Db, Patience, migrate},
    evidence,
    import::{self, Dry},
    learning,
    mail::Mailer,
    organisation, person, quiz, review, workshop,
};

/// A backend on a throw-away database, with a clock that stands still.
#[derive(Debug)]
pub struct World {
    /// The backend.
    pub backend: Backend,
    _db: Option<TestDb>,
}

static CONTENT: Template = Template::new();

fn nine() -> DateTime<Utc> {
    "2026-11-24T09:00:00Z".parse().expect("a date")
}

impl World {
    /// An empty world at nine o'clock on 24 November 2026.
    pub async fn new() -> Self {
        Self::on(TestDb::new().await)
    }

    fn on(db: TestDb) -> Self {
        Self { backend: Backend::new(db.db.clone(), Clock::fixed(nine())), _db: Some(db) }
    }

    /// A world over a backend that is there already.
    pub fn over(backend: Backend) -> Self {
        Self { backend, _db: None }
    }

    /// The same database as another server has it; only of a world that has its own.
    pub async fn another_server(&self) -> crate::db::Db {
        self._db.as_ref().expect("a world with a database").another_server().await
    }

    /// The address of its database, for a program of its own.
    pub fn database_url(&self) -> String {
        self._db.as_ref().map(TestDb::url).unwrap_or_default()
    }

    /// The same world with a mailer.
    pub fn with_mailer(self, mailer: Mailer) -> Self {
        Self { backend: self.backend.with_mailer(mailer), ..self }
    }

    /// A world with the curriculum, the programme and the schedule.
    pub async fn with_content() -> Self {
        let fill = async |db: &Db| {
            migrate(db).await.expect("a new database can be migrated");
            let backend = Backend::new(db.clone(), Clock::fixed(nine()));
            let curriculum = learning::content::built_in();
            import::curriculum(&backend, &curriculum, Dry::No, Overwrite::Never).await.expect("the curriculum is right");
            review::import_built_in(&backend).await.expect("the schedule is right");
        };
        Self::on(TestDb::copy(&CONTENT, Patience::REQUEST, fill).await)
    }

    /// The same, by the machine's clock: for programs of their own.
    pub async fn with_content_and_real_clock() -> Self {
        let world = Self::with_content().await;
        let backend = Backend::new(world.backend.db.clone(), Clock::System);
        Self { backend, ..world }
    }

    /// Moves the clock.
    pub fn wait(&self, by: Duration) {
        self.backend.clock.advance(by);
    }

    /// The time.
    pub fn now(&self) -> DateTime<Utc> {
        self.backend.clock.now()
    }

    /// A person with an account, whose address is made of the name.
    pub async fn person(&self, name: &str) -> PersonId {
        self.account(name, &format!("{}@example.org", name.to_lowercase().replace(' ', ".")), "correct horse").await
    }

    /// A person with an account.
    pub async fn account(&self, name: &str, email: &str, password: &str) -> PersonId {
        let ctx = self.backend.anonymous();
        let password_hash = self.backend.passwords.hash(password.to_owned()).await.expect("hashes");
        let tx = self.backend.db.begin().await.expect("begins");
        let new = NewAccount { name: name.to_owned(), email: email.to_owned(), password_hash };
        let (person, _) = account::create(&tx, &ctx, new).await.expect("is new");
        tx.commit().await.expect("commits");
        person
    }

    /// A person with an account whose password nobody knows, and a session of it: two hundred are made in no time.
    pub async fn quick_account(&self, name: &str) -> (PersonId, account::Session) {
        let tx = self.backend.db.begin().await.expect("begins");
        let new = NewAccount { name: name.to_owned(), email: format!("{name}@example.org"), password_hash: "none".to_owned() };
        let made = account::create(&tx, &self.backend.anonymous(), new).await.expect("is new");
        tx.commit().await.expect("commits");
        made
    }

    /// A session of somebody with an account.
    pub async fn session_of(&self, person: PersonId) -> account::Session {
        account::session_of(&self.backend, person).await.expect("reads").expect("has an account")
    }

    /// A person with a role for the whole network.
    pub async fn staff(&self, name: &str, role: StaffRole) -> PersonId {
        let person = self.person(name).await;
        self.grant(person, role).await;
        person
    }

    /// Gives a person a role for the whole network.
    pub async fn grant(&self, person: PersonId, role: StaffRole) {
        let tx = self.backend.db.begin().await.expect("begins");
        grant_role(&tx, &self.backend, person, role, None).await.expect("grants");
        tx.commit().await.expect("commits");
    }

    /// The context of a person.
    pub async fn ctx(&self, person: PersonId) -> Context {
        self.backend.acting_for(person).await.expect("is there")
    }

    /// An organisation in Ireland.
    pub async fn organisation(&self, name: &str) -> OrganisationId {
        let tx = self.backend.db.begin().await.expect("begins");
        let id = organisation::insert(&tx, self.now(), name, "IRL").await.expect("is new");
        tx.commit().await.expect("commits");
        id
    }

    /// Makes a person a member since the beginning of 2020.
    pub async fn join(&self, person: PersonId, organisation: OrganisationId) {
        self.add_member(person, organisation, false).await;
    }

    /// Makes a member a focal point.
    pub async fn focal_point(&self, person: PersonId, organisation: OrganisationId) {
        self.add_member(person, organisation, true).await;
    }

    async fn add_member(&self, person: PersonId, organisation: OrganisationId, focal_point: bool) {
        let since = "2020-01-01".parse().expect("a date");
        let tx = self.backend.db.begin().await.expect("begins");
        organisation::add_member(&tx, self.now(), organisation, person, since, focal_point).await.expect("joins");
        tx.commit().await.expect("commits");
    }

    /// A workshop of two-hour meetings on consecutive days from today at 10:00 UTC.
    pub async fn workshop(&self, trainer: PersonId, meetings: u32) -> WorkshopId {
        let meeting = |day: u32| workshop::MeetingForm {
            date: (self.now() + Duration::days(i64::from(day))).date_naive().to_string(),
            start: "10:00".into(),
            end: "12:00".into(),
            place: "Room 1".into(),
            ..workshop::MeetingForm::default()
        };
        let form = workshop::PlanForm {
            title: "A workshop".into(),
            time_zone: "UTC".into(),
            meetings: (0..meetings).map(meeting).collect(),
            ..workshop::PlanForm::default()
        };
        let ctx = self.ctx(trainer).await;
        let granted = access::network(&ctx).expect("trainers plan");
        workshop::plan(&ctx, granted, &form).await.expect("is right")
    }

    /// The meetings of a workshop, in order.
    pub async fn meetings(&self, workshop: WorkshopId) -> Vec<MeetingId> {
        let rows = workshop::meetings_of(self.backend.db.connection(), workshop).await.expect("reads");
        rows.into_iter().map(|m| MeetingId(m.id)).collect()
    }

    /// Registers a person by themselves.
    pub async fn register(&self, person: PersonId, workshop: WorkshopId) {
        let ctx = self.ctx(person).await;
        let granted = workshop::load_for(&ctx, workshop).await.expect("is there");
        workshop::register(&ctx, granted, "").await.expect("has a place");
    }

    /// Opens check-in and returns the code shown.
    pub async fn open(&self, trainer: PersonId, meeting: MeetingId) -> String {
        let ctx = self.ctx(trainer).await;
        let granted = workshop::load_meeting_for(&ctx, meeting).await.expect("is the trainer's");
        attendance::open_check_in(&ctx, granted).await.expect("opens");
        self.code(trainer, meeting).await
    }

    /// The code shown now.
    pub async fn code(&self, trainer: PersonId, meeting: MeetingId) -> String {
        let ctx = self.ctx(trainer).await;
        let granted = workshop::load_meeting_for::<action::RunMeeting>(&ctx, meeting).await.expect("is the trainer's");
        attendance::code(&granted, ctx.now).expect("reads").expect("is open").digits
    }

    /// Closes a meeting.
    pub async fn close(&self, trainer: PersonId, meeting: MeetingId) {
        let ctx = self.ctx(trainer).await;
        let granted = workshop::load_meeting_for(&ctx, meeting).await.expect("is the trainer's");
        attendance::close_meeting(&ctx, granted).await.expect("closes");
    }

    /// Corrects a mark.
    pub async fn mark(&self, trainer: PersonId, meeting: MeetingId, person: PersonId, mark: &str) {
        let ctx = self.ctx(trainer).await;
        let granted = workshop::load_meeting_for(&ctx, meeting).await.expect("is the trainer's");
        let form = attendance::MarkForm { mark: mark.into(), minutes: String::new() };
        attendance::mark(&ctx, granted, person, &form).await.expect("is right");
    }

    /// Marks all lessons of a module done.
    pub async fn read_all(&self, person: PersonId, module: &str) {
        let ctx = self.ctx(person).await;
        for entry in learning::module(&ctx, module).await.expect("is there").outline {
            let view = learning::lesson(&ctx, module, &entry.slug).await.expect("is there");
            learning::mark_done(&ctx, &view).await.expect("marks");
        }
    }

    /// Takes the quiz of a module and answers every question right or every one wrong.
    pub async fn take_quiz(&self, person: PersonId, module: &str, answers: Answers) {
        let ctx = self.ctx(person).await;
        let quiz = quiz::of_module(&ctx, module).await.expect("is there");
        self.take(&ctx, &quiz, answers).await;
    }

    /// Takes any quiz; returns the attempt.
    pub async fn take(&self, ctx: &Context, quiz: &access::Granted<quiz::Quiz, action::Learn>, answers: Answers) -> AttemptId {
        let id = quiz::start(ctx, quiz).await.expect("starts");
        for (position, given) in (1..).zip(quiz::made_up_answers(ctx, id, |_| answers == Answers::Right).await.expect("reads")) {
            let attempt = quiz::load_for(ctx, id).await.expect("is there");
            quiz::answer(ctx, &attempt, position, &given, i64::from(position)).await.expect("is taken");
        }
        let attempt = quiz::load_for(ctx, id).await.expect("is there");
        quiz::hand_in(ctx, &attempt).await.expect("is handed in");
        id
    }
}

/// How a quiz is answered in a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Everything right.
    Right,
    /// Everything wrong.
    Wrong,
}

/// Everybody there is, with their names.
pub async fn people_of(backend: &Backend) -> Vec<(PersonId, String)> {
    let mut all = person::everybody(backend.db.connection()).await.expect("reads");
    all.sort_unstable();
    all
}

/// How many pieces of evidence a meeting has.
pub async fn evidence_count(backend: &Backend, meeting: MeetingId) -> u64 {
    evidence::count(backend.db.connection(), meeting).await.expect("counts")
}

//! The clock in the database: what is entered, imported, moved, told and reminded of.

use std::sync::{Arc, Mutex};

use backend::{
    Conflict, Error, access,
    account::StaffRole,
    feed, follow,
    import::{self, Dry, Kind},
    mail::{self, Letter, Mailer, Sent, Transport, Words},
    notice, reminder,
    review::{self, DateForm, LinkForm, ReviewForm, SessionForm},
    testing::{self, World},
    workshop,
};
use chrono::Duration;
use domain::{
    form::FieldError,
    ids::PersonId,
    policy::action,
    review::{Review, Step},
};

const HEADING: &str =
    "cycle,session,session_start,session_end,state,iso3166_alpha3,stakeholder_deadline,adoption_hrc_session,source,confidence";

async fn one(world: &World, iso3: &str, cycle: u32) -> Review {
    let all = review::all(&world.backend.anonymous()).await.unwrap();
    all.iter().find(|r| r.iso3 == iso3 && r.cycle == cycle).cloned().unwrap()
}

/// A form that holds what is known, with one date changed.
fn form(review: &Review, step: Step, from: &str) -> ReviewForm {
    let mut dates: std::collections::BTreeMap<String, DateForm> = review
        .dates
        .iter()
        .map(|(step, k)| {
            (step.name().to_owned(), DateForm { from: k.from.to_string(), until: k.until.map(|d| d.to_string()).unwrap_or_default() })
        })
        .collect();
    dates.insert(step.name().to_owned(), DateForm { from: from.into(), until: String::new() });
    ReviewForm {
        revision: review.revision.to_string(),
        session: review.session.to_string(),
        dates,
        source: "OHCHR".into(),
        confidence: "high".into(),
        ..ReviewForm::default()
    }
}

async fn change(world: &World, admin: PersonId, review: &Review, form: &ReviewForm) -> backend::Result<u32> {
    let ctx = world.ctx(admin).await;
    review::change_review(&ctx, &access::network(&ctx)?, review.id, form).await
}

async fn told<T: serde::de::DeserializeOwned>(world: &World, person: PersonId) -> Vec<T> {
    notice::own(&world.ctx(person).await, 1).await.unwrap().rows.iter().filter_map(notice::Notice::told).collect()
}

async fn with_mail() -> (World, Arc<Mutex<Vec<Sent>>>) {
    let world = World::with_content().await;
    let sent = Arc::new(Mutex::new(Vec::new()));
    let wording = |letter: &Letter, _: &str, off: &str| Words { subject: "Upright".into(), text: format!("{letter:?} {off}") };
    let mailer = Mailer::new(Transport::Memory(Arc::clone(&sent)), "Upright <u@example.org>", "https://upright.example", wording).unwrap();
    (world.with_mailer(mailer), sent)
}

async fn work(world: &World) {
    backend::worker::run_all_once(&world.backend).await.unwrap();
}

#[tokio::test]
async fn a_date_that_moves_is_kept_told_once_and_grows_the_revision() {
    let (world, sent) = with_mail().await;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let (ana, bo, eve) = (world.person("Ana").await, world.person("Bo").await, world.person("Eve").await);
    let organisation = world.organisation("Lamplight").await;
    world.join(ana, organisation).await;
    let bos = world.ctx(bo).await;
    follow::set(&bos, &access::own_account(&bos).unwrap(), "IRL", follow::Follow::Yes).await.unwrap();
    assert!(matches!(follow::set(&bos, &access::own_account(&bos).unwrap(), "XXX", follow::Follow::Yes).await, Err(Error::NotFound)));

    let before = one(&world, "IRL", 4).await;
    let day = (world.now() + Duration::days(100)).date_naive();
    assert_eq!(change(&world, admin, &before, &form(&before, Step::Adoption, &day.to_string())).await.unwrap(), 2);
    let after = one(&world, "IRL", 4).await;
    assert_eq!((after.dates[&Step::Adoption].from, after.revision, after.by_hand), (day, before.revision + 1, true));
    for (person, n) in [(ana, 1), (bo, 1), (eve, 0)] {
        let told: Vec<follow::Told> = told(&world, person).await;
        assert_eq!(told.len(), n);
        if let Some(follow::Told::DatesMoved { moved }) = told.first() {
            assert_eq!((moved.len(), moved[0].old, moved[0].new.unwrap().from), (1, None, day));
        }
    }
    // a date that was only entered again moved nowhere
    assert_eq!(change(&world, admin, &after, &form(&after, Step::Adoption, &day.to_string())).await.unwrap(), 0);
    work(&world).await;
    work(&world).await;
    let letters = sent.lock().unwrap().clone();
    assert_eq!(letters.len(), 2, "one letter each");
    assert!(letters.iter().all(|l| !l.words.text.contains("Ireland") && !l.words.text.contains("IRL")), "no country in a letter");
    let changes = review::changes(&world.backend.anonymous(), Some("IRL"), 10, 1).await.unwrap();
    assert_eq!(changes.total, 1);
}

#[tokio::test]
async fn dates_that_can_not_be_are_refused_by_field_and_nothing_is_written() {
    let world = World::with_content().await;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let review = one(&world, "CZE", 4).await;
    for (step, day, field, error) in [
        (Step::Submission, "2023-01-23", "submission_from", FieldError::AfterSession),
        (Step::Adoption, "2023-02-01", "adoption_from", FieldError::BeforeSession),
        (Step::Submission, "2023-02-30", "submission_from", FieldError::Date),
        (Step::Submission, "1066-10-14", "submission_from", FieldError::Date),
    ] {
        let Err(Error::Invalid(errors)) = change(&world, admin, &review, &form(&review, step, day)).await else {
            panic!("{day} was taken")
        };
        assert_eq!(errors.of(field), Some(&error), "{day}: {errors:?}");
    }
    let mut no_source = form(&review, Step::Submission, "2022-07-15");
    no_source.source.clear();
    assert!(matches!(change(&world, admin, &review, &no_source).await, Err(Error::Invalid(e)) if e.of("source").is_some()));
    assert_eq!(one(&world, "CZE", 4).await, review);
    let ctx = world.ctx(admin).await;
    for bad in ["http://example.org", "javascript:alert(1)", "https://a@b.example", "https://localhost/x", "x"] {
        let link = LinkForm { title: "A page".into(), url: bad.into() };
        let added = review::add_link(&ctx, &access::network(&ctx).unwrap(), "CZE", &link).await;
        assert!(matches!(added, Err(Error::Invalid(e)) if e.of("url") == Some(&FieldError::WebAddress)), "{bad}");
    }
}

#[tokio::test]
async fn a_session_changes_the_states_that_share_its_date_and_leaves_the_others() {
    let world = World::with_content().await;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    // one State of session 54 has a day of its own
    let own = one(&world, "HTI", 4).await;
    change(&world, admin, &own, &form(&own, Step::Submission, "2026-08-01")).await.unwrap();
    let ctx = world.ctx(admin).await;
    let granted = access::network(&ctx).unwrap();
    let dates = [("submission", "2026-07-24", ""), ("review", "2027-01-18", "2027-01-29")];
    let dates = dates.map(|(step, from, until)| (step.to_owned(), DateForm { from: from.into(), until: until.into() }));
    let revision =
        review::all(&ctx).await.unwrap().iter().filter(|r| (r.cycle, r.session) == (4, 54)).map(|r| r.revision).sum::<u32>().to_string();
    let session = SessionForm { revision, dates: dates.into(), source: "OHCHR".into(), confidence: "high".into() };
    review::change_session(&ctx, &granted, 4, 54, &session).await.unwrap();
    assert_eq!(one(&world, "TGO", 4).await.deadline().unwrap().to_string(), "2026-07-24");
    assert_eq!(one(&world, "HTI", 4).await.deadline().unwrap().to_string(), "2026-08-01");
    assert_eq!(one(&world, "HTI", 4).await.starts_on().unwrap().to_string(), "2027-01-18", "what it shares changes");
    assert!(matches!(review::change_session(&ctx, &granted, 4, 99, &session).await, Err(Error::NotFound)));
    let late = review::change_session(&ctx, &granted, 4, 54, &session).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::DraftChanged))), "a form made before the change overwrites nothing: {late:?}");
}

#[tokio::test]
async fn what_comes_with_the_program_never_overwrites_what_was_entered() {
    let world = World::with_content().await;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let review = one(&world, "ISL", 4).await;
    let mut entered = form(&review, Step::Submission, "2026-07-20");
    entered.note = "Asked OHCHR by telephone.".into();
    change(&world, admin, &review, &entered).await.unwrap();
    let kept = one(&world, "ISL", 4).await;
    review::import_built_in(&world.backend).await.unwrap();
    assert_eq!(one(&world, "ISL", 4).await, kept);
    assert_eq!(review::all(&world.backend.anonymous()).await.unwrap().len(), 193);
    // what was taken away stays away, and what does not fit the program's dates does not stop the program
    let review = one(&world, "TGO", 4).await;
    change(&world, admin, &review, &form(&review, Step::Submission, "")).await.unwrap();
    let review = one(&world, "CZE", 4).await;
    let mut early = form(&review, Step::Review, "2022-07-10");
    early.dates.insert("submission".into(), DateForm::default());
    change(&world, admin, &review, &early).await.unwrap();
    review::import_built_in(&world.backend).await.unwrap();
    assert_eq!(one(&world, "TGO", 4).await.deadline(), None);
    assert_eq!(one(&world, "CZE", 4).await.deadline(), None);
    // a file brought in by the command line is an administrator's too
    let text = format!("{HEADING}\n4,54,,,Haiti,HTI,2026-07-31,,OHCHR,high\n");
    import::run(&world.backend, None, Kind::Schedule, &text, Dry::No).await.unwrap();
    review::import_built_in(&world.backend).await.unwrap();
    assert_eq!(one(&world, "HTI", 4).await.deadline().unwrap().to_string(), "2026-07-31");
}

#[tokio::test]
async fn a_file_is_planned_first_and_a_bad_row_stops_it() {
    let world = World::with_content().await;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let run = async |text: &str, dry| import::run(&world.backend, Some(admin), Kind::Schedule, text, dry).await;
    let good = format!("{HEADING}\n5,55,2027-11-08,2027-11-19,Bahrain,BHR,2027-04-09,,OHCHR,high\n4,54,,,Türkiye,TUR,,,OHCHR,high\n");
    let all = review::all(&world.backend.anonymous()).await.unwrap();
    let plan = run(&good, Dry::Run).await.unwrap();
    assert_eq!(plan.counts().new, 1);
    assert!(plan.changes[1].adds.iter().any(|a| matches!(a, import::Addition::Session(_, 54))), "{plan:?}");
    assert_eq!(review::all(&world.backend.anonymous()).await.unwrap(), all, "a dry run writes nothing");
    // the dates that are there and those of the file must be true together
    for (bad, part) in [
        ("4,42,,,Czechia,CZE,2023-06-01,,OHCHR,high", "not before the session"),
        ("5,55,,,Atlantis,ATL,,,OHCHR,high", "State of the United Nations"),
        ("5,55,2027-02-30,,Bahrain,BHR,,,OHCHR,high", "session_start"),
    ] {
        let Err(Error::Rows(errors)) = run(&format!("{HEADING}\n{bad}\n"), Dry::No).await else { panic!("{bad} was taken") };
        assert!(errors[0].reason.contains(part), "{}", errors[0]);
    }
    run(&good, Dry::No).await.unwrap();
    assert_eq!(one(&world, "BHR", 5).await.session, 55);
    assert_eq!(one(&world, "TUR", 4).await.state, "Türkiye");
    // what was taken out comes in again and changes nothing
    let ctx = world.ctx(admin).await;
    let text = review::export(&ctx).await.unwrap();
    let again = run(&text, Dry::Run).await.unwrap();
    assert!(again.changes.iter().all(|c| c.adds.is_empty()), "{:?}", again.changes.iter().find(|c| !c.adds.is_empty()));
}

/// A deadline for Ireland in so many days.
async fn deadline_in(world: &World, days: i64) {
    let on = (world.now() + Duration::days(days)).date_naive();
    let text = format!("{HEADING}\n5,55,,,Ireland,IRL,{on},,OHCHR,high\n");
    import::run(&world.backend, None, Kind::Schedule, &text, Dry::No).await.unwrap();
}

#[tokio::test]
async fn each_reminder_comes_once_and_as_many_as_one_wants() {
    let (world, sent) = with_mail().await;
    let people = [world.person("All").await, world.person("Some").await, world.person("Last").await, world.person("None").await];
    let stranger = world.person("Stranger").await;
    let organisation = world.organisation("Lamplight").await;
    for (person, amount) in people.iter().zip(["all", "some", "last", "none"]) {
        world.join(*person, organisation).await;
        let ctx = world.ctx(*person).await;
        reminder::choose(&ctx, &access::own_account(&ctx).unwrap(), amount).await.unwrap();
        assert!(matches!(reminder::choose(&ctx, &access::own_account(&ctx).unwrap(), "many").await, Err(Error::Invalid(_))));
    }
    deadline_in(&world, 400).await;
    for _ in 0..402 {
        world.wait(Duration::days(1));
        work(&world).await;
        work(&world).await;
    }
    let letters = sent.lock().unwrap().clone();
    let to = |name: &str| letters.iter().filter(|l| l.to == format!("{name}@example.org") && l.words.text.contains("Deadlines")).count();
    assert_eq!(["all", "some", "last", "none", "stranger"].map(to), [7, 3, 1, 0, 0]);
    assert!(letters.iter().all(|l| !l.words.text.contains("Ireland")));
    assert_eq!(told::<reminder::Told>(&world, people[0]).await.len(), 1, "on the home page the newest stands for all");
    assert!(told::<reminder::Told>(&world, stranger).await.is_empty());
}

#[tokio::test]
async fn two_workers_at_once_remind_once_and_a_moved_deadline_anew() {
    let (world, sent) = with_mail().await;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let ana = world.person("Ana").await;
    world.join(ana, world.organisation("Lamplight").await).await;
    deadline_in(&world, 20).await;
    let (a, b, c) = tokio::join!(testing::tick(&world.backend), testing::tick(&world.backend), testing::tick(&world.backend));
    [a, b, c].into_iter().for_each(|looked| looked.unwrap());
    testing::run_due(&world.backend).await.unwrap();
    assert_eq!(sent.lock().unwrap().len(), 1, "who joins late is told at once, and once");
    // moved by a week: the notice of that says it; the next reminder is that of the new date
    let review = one(&world, "IRL", 5).await;
    let moved = (world.now() + Duration::days(27)).date_naive();
    change(&world, admin, &review, &form(&review, Step::Submission, &moved.to_string())).await.unwrap();
    work(&world).await;
    assert_eq!(sent.lock().unwrap().len(), 2);
    for _ in 0..13 {
        world.wait(Duration::days(1));
        work(&world).await;
    }
    let letters = sent.lock().unwrap().clone();
    assert_eq!(letters.len(), 3, "{letters:?}");
    assert!(letters[2].words.text.contains(&moved.to_string()));
}

#[tokio::test]
async fn switched_off_by_a_letter_is_off_and_nobody_is_erased_by_guessing() {
    let (world, sent) = with_mail().await;
    let ana = world.person("Ana").await;
    world.join(ana, world.organisation("Lamplight").await).await;
    deadline_in(&world, 30).await;
    work(&world).await;
    let text = sent.lock().unwrap()[0].words.text.clone();
    let token = text.split("/reminders-off/").nth(1).unwrap().to_owned();
    backend::learning::switch_off_by_letter(&world.backend.anonymous(), &token).await.unwrap();
    world.wait(Duration::days(16));
    work(&world).await;
    assert_eq!(sent.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_private_calendar_is_its_owners_until_it_is_taken_back() {
    let world = World::with_content().await;
    let tess = world.staff("Tess", StaffRole::Trainer).await;
    let (ana, bo) = (world.person("Ana").await, world.person("Bo").await);
    world.join(ana, world.organisation("Lamplight").await).await;
    let id = world.workshop(tess, 2).await;
    world.register(ana, id).await;
    let ctx = world.ctx(ana).await;
    let account = access::own_account(&ctx).unwrap();
    let token = feed::make(&ctx, &account, feed::Names::Hidden).await.unwrap();
    let own = feed::of_token(&world.backend, &token).await.unwrap();
    assert_eq!((own.meetings.len(), own.own.iter().all(|r| r.iso3 == "IRL"), own.own.len()), (2, true, 1));
    assert!(own.meetings.iter().all(|m| !m.canceled));
    // a place given back is in no calendar any more
    workshop::withdraw(&ctx, workshop::load_for(&ctx, id).await.unwrap()).await.unwrap();
    assert!(feed::of_token(&world.backend, &token).await.unwrap().meetings.is_empty());
    for wrong in ["", "x", &token[1..], &format!("{token}x")] {
        assert!(matches!(feed::of_token(&world.backend, wrong).await, Err(Error::NotFound)));
    }
    let second = feed::make(&ctx, &account, feed::Names::Shown).await.unwrap();
    assert!(matches!(feed::of_token(&world.backend, &token).await, Err(Error::NotFound)), "the first address ended");
    feed::revoke(&ctx, &account).await.unwrap();
    assert!(matches!(feed::of_token(&world.backend, &second).await, Err(Error::NotFound)));
    let bos = world.ctx(bo).await;
    assert_eq!(feed::made_at(&bos).await.unwrap(), None);
}

#[tokio::test]
async fn a_workshop_made_for_a_state_proposes_its_organisations_and_invites_nobody() {
    let (world, sent) = with_mail().await;
    let tess = world.staff("Tess", StaffRole::Trainer).await;
    let ana = world.person("Ana").await;
    let organisation = world.organisation("Lamplight").await;
    world.join(ana, organisation).await;
    deadline_in(&world, 120).await;
    let ctx = world.ctx(tess).await;
    let id = workshop::make_for(&ctx, access::network(&ctx).unwrap(), "IRL", "Writing for Ireland").await.unwrap();
    let granted = workshop::load_for::<action::ManageWorkshop>(&ctx, id).await.unwrap();
    let proposed = workshop::invitable(&ctx, &granted).await.unwrap();
    assert!(proposed.iter().all(|o| o.proposed == (o.id == organisation)), "{proposed:?}");
    let view = workshop::view(&ctx, workshop::load_for(&ctx, id).await.unwrap()).await.unwrap();
    let first = view.meetings.iter().map(|m| m.starts_at).min().unwrap();
    assert!((55..=65).contains(&(world.now() + Duration::days(120) - first).num_days()), "{first}");
    work(&world).await;
    assert!(told::<workshop::Told>(&world, ana).await.is_empty(), "nobody is invited yet");
    // the invitation carries a calendar file
    workshop::invite(&ctx, granted, &[organisation]).await.unwrap();
    work(&world).await;
    let letters = sent.lock().unwrap().clone();
    assert!(letters.iter().any(|l| l.calendar.as_deref().is_some_and(|c| c.contains("BEGIN:VEVENT"))), "{letters:?}");
    assert!(matches!(workshop::make_for(&ctx, access::network(&ctx).unwrap(), "XXX", "x").await, Err(Error::NotFound)));
    assert!(access::network::<action::PlanWorkshop>(&world.ctx(ana).await).is_err());
}

#[tokio::test]
async fn letters_that_nobody_takes_are_shown_and_kept_for_later() {
    let world = World::with_content().await;
    let nowhere = Mailer::smtp("smtp://127.0.0.1:9").unwrap();
    let wording = |letter: &Letter, _: &str, _: &str| Words { subject: "Upright".into(), text: format!("{letter:?}") };
    let world = world.with_mailer(Mailer::new(nowhere, "u@example.org", "https://upright.example", wording).unwrap());
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let ana = world.person("Ana").await;
    world.join(ana, world.organisation("Lamplight").await).await;
    deadline_in(&world, 30).await;
    work(&world).await;
    let ctx = world.ctx(admin).await;
    let status = mail::status(&ctx, &access::network(&ctx).unwrap(), 1).await.unwrap();
    assert_eq!((status.waiting.0, status.failed.rows.len(), status.failed.rows[0].tried), (1, 1, true));
    assert!(!status.failed.rows[0].words.contains('@'), "{}", status.failed.rows[0].words);
    // the deadline passes: the letter is of no use any more
    world.wait(Duration::days(40));
    mail::send_due(&world.backend).await.unwrap();
    assert_eq!(mail::status(&ctx, &access::network(&ctx).unwrap(), 1).await.unwrap().waiting.0, 0);
}

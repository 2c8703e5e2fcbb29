//! Workshops: registering, checking in, correcting, closing, being trained.

use backend::{
    Conflict, Error, access,
    account::StaffRole,
    attendance::{self, MarkForm, Proof},
    live::changed,
    testing::World,
    training,
    workshop::{self, MeetingForm, PlanForm, Status},
};
use chrono::Duration;
use domain::{
    attendance::State,
    check_in::CheckInRefusal,
    form::FieldError,
    ids::{MeetingId, PersonId},
    live::Topic,
    policy::action,
    training::Path,
};

async fn refusal(world: &World, person: PersonId, code: &str) -> CheckInRefusal {
    match attendance::check_in(&world.ctx(person).await, &Proof::now(code)).await {
        Err(Error::CheckIn(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}
async fn check_in(world: &World, person: PersonId, code: &str) -> attendance::CheckedIn {
    attendance::check_in(&world.ctx(person).await, &Proof::now(code)).await.unwrap()
}
async fn state(world: &World, trainer: PersonId, meeting: MeetingId, person: PersonId) -> State {
    let ctx = world.ctx(trainer).await;
    let roll = attendance::roll(&ctx, &workshop::load_meeting_for(&ctx, meeting).await.unwrap()).await.unwrap();
    roll.rows.iter().find(|r| r.person == person).unwrap().attendance.state
}

#[tokio::test]
async fn two_meetings_attended_make_a_person_trained_and_one_does_not() {
    let world = World::with_content().await;
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let (ana, bea) = (world.person("Ana").await, world.person("Bea").await);
    let id = world.workshop(trainer, 2).await;
    let meetings = world.meetings(id).await;
    world.register(ana, id).await;
    world.register(bea, id).await;

    world.wait(Duration::hours(1));
    let code = world.open(trainer, meetings[0]).await;
    assert!(!check_in(&world, ana, &code).await.again);
    assert!(!check_in(&world, bea, &code).await.again);
    world.close(trainer, meetings[0]).await;
    assert!(training::own(&world.ctx(ana).await).await.unwrap().records.is_empty(), "not before the last meeting");

    world.wait(Duration::days(1));
    let code = world.open(trainer, meetings[1]).await;
    check_in(&world, ana, &code).await;
    world.close(trainer, meetings[1]).await;
    world.close(trainer, meetings[1]).await;
    let on = world.now().date_naive();
    assert_eq!(training::own(&world.ctx(ana).await).await.unwrap().records, [(on, Path::Workshop)]);
    assert!(training::own(&world.ctx(bea).await).await.unwrap().records.is_empty(), "half is not 80 %");

    // a corrected mark after the close makes Bea trained, and takes it back
    world.mark(trainer, meetings[1], bea, "present").await;
    assert_eq!(training::own(&world.ctx(bea).await).await.unwrap().records.len(), 1);
    world.mark(trainer, meetings[1], bea, "absent").await;
    assert!(training::own(&world.ctx(bea).await).await.unwrap().records.is_empty());
    world.mark(trainer, meetings[1], bea, "excused").await;
    assert_eq!(training::own(&world.ctx(bea).await).await.unwrap().records.len(), 1, "an excused meeting leaves the denominator");
}

#[tokio::test]
async fn a_second_check_in_is_the_first_one() {
    let world = World::with_content().await;
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let ana = world.person("Ana").await;
    let id = world.workshop(trainer, 1).await;
    let meeting = world.meetings(id).await[0];
    world.register(ana, id).await;
    world.wait(Duration::hours(1));
    let code = world.open(trainer, meeting).await;
    let at = check_in(&world, ana, &code).await.at;
    world.wait(Duration::seconds(10));
    let second = check_in(&world, ana, &code).await;
    assert_eq!((second.again, second.at), (true, at));
}

#[tokio::test]
async fn each_refusal_is_its_own() {
    let world = World::with_content().await;
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let (ana, eve) = (world.person("Ana").await, world.person("Eve").await);
    let id = world.workshop(trainer, 2).await;
    let meetings = world.meetings(id).await;
    world.register(ana, id).await;

    for typed in ["", "12345", "12345x", "<script>", "1234567"] {
        assert_eq!(refusal(&world, ana, typed).await, CheckInRefusal::NotACode, "{typed}");
    }
    let code = world.open(trainer, meetings[0]).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    assert_eq!(refusal(&world, ana, wrong).await, CheckInRefusal::WrongCode);
    assert_eq!(refusal(&world, eve, &code).await, CheckInRefusal::NotRegistered);
    world.wait(Duration::seconds(50));
    assert_eq!(refusal(&world, ana, &code).await, CheckInRefusal::OldCode);

    let code = world.code(trainer, meetings[0]).await;
    let ctx = world.ctx(trainer).await;
    attendance::close_check_in(&ctx, workshop::load_meeting_for(&ctx, meetings[0]).await.unwrap()).await.unwrap();
    assert_eq!(refusal(&world, ana, &code).await, CheckInRefusal::NotOpen);
    let code = world.open(trainer, meetings[0]).await;
    world.close(trainer, meetings[0]).await;
    assert_eq!(refusal(&world, ana, &code).await, CheckInRefusal::MeetingClosed);
    let reopened = attendance::open_check_in(&ctx, workshop::load_meeting_for(&ctx, meetings[0]).await.unwrap()).await;
    assert!(matches!(reopened, Err(Error::Conflict(Conflict::MeetingClosed))));

    let mut last = CheckInRefusal::WrongCode;
    for _guess in 0..15 {
        last = refusal(&world, eve, wrong).await;
    }
    assert_eq!(last, CheckInRefusal::TooMany);
    assert!(matches!(attendance::check_in(&world.backend.anonymous(), &Proof::now(&code)).await, Err(Error::SignIn)));
}

#[tokio::test]
async fn two_hundred_at_once_are_recorded_once_each() {
    let world = World::with_content().await;
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let id = world.workshop(trainer, 1).await;
    let meeting = world.meetings(id).await[0];
    let csv =
        format!("name,organisation,member_since,trained_on\n{}", (0..200).map(|n| format!("P{n},,2020-01-01,\n")).collect::<String>());
    backend::import::run(&world.backend, None, backend::import::Kind::People, &csv, backend::import::Dry::No).await.unwrap();
    let ctx = world.ctx(trainer).await;
    let people = backend::testing::people_of(&world.backend).await;
    let people: Vec<PersonId> = people.into_iter().filter(|(_, name)| name.starts_with('P')).map(|(id, _)| id).collect();
    assert_eq!(people.len(), 200);
    for person in &people {
        workshop::register_other(&ctx, workshop::load_for(&ctx, id).await.unwrap(), *person).await.unwrap();
    }
    let code = world.open(trainer, meeting).await;
    // everybody taps twice
    let proof = Proof::now(&code);
    let taps = people.iter().chain(&people).map(|person| async { attendance::check_in(&world.ctx(*person).await, &proof).await.unwrap() });
    let outcomes = futures::future::join_all(taps).await;
    assert_eq!(outcomes.iter().filter(|o| !o.again).count() + outcomes.iter().filter(|o| o.again).count(), 400);
    let roll = attendance::roll(&ctx, &workshop::load_meeting_for(&ctx, meeting).await.unwrap()).await.unwrap();
    assert_eq!(roll.counts().here, 200);
    assert_eq!(backend::testing::evidence_count(&world.backend, meeting).await, 200);
}

#[tokio::test]
async fn watchers_hear_of_a_check_in() {
    let world = World::with_content().await;
    let stop = tokio_util::sync::CancellationToken::new();
    if world.backend.db.is_postgres() {
        tokio::spawn(backend::db::listen(world.backend.db.clone(), stop.clone()));
    }
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let ana = world.person("Ana").await;
    let id = world.workshop(trainer, 1).await;
    let meeting = world.meetings(id).await[0];
    world.register(ana, id).await;
    let code = world.open(trainer, meeting).await;
    let mut watcher = world.backend.db.hub().subscribe();
    check_in(&world, ana, &code).await;
    let heard = tokio::time::timeout(std::time::Duration::from_secs(10), async {
        // on PostgreSQL earlier notices may still arrive: watch until the state is there
        loop {
            assert!(changed(&mut watcher, Topic::Roll(meeting)).await);
            if state(&world, trainer, meeting, ana).await == State::Present {
                break;
            }
        }
    });
    heard.await.expect("a notice within ten seconds");
    stop.cancel();
}

#[tokio::test]
async fn marks_are_checked_and_only_the_trainer_marks() {
    let world = World::with_content().await;
    let (trainer, other) = (world.staff("Tess", StaffRole::Trainer).await, world.staff("Olga", StaffRole::Trainer).await);
    let (ana, eve) = (world.person("Ana").await, world.person("Eve").await);
    let id = world.workshop(trainer, 1).await;
    let meeting = world.meetings(id).await[0];
    world.register(ana, id).await;
    let ctx = world.ctx(trainer).await;
    for (mark, minutes, field, error) in [
        ("dancing", "", "mark", FieldError::Choice),
        ("left_early", "", "minutes", FieldError::Number { min: 0, max: 120 }),
        ("left_early", "500", "minutes", FieldError::Number { min: 0, max: 120 }),
        ("late", "ten", "minutes", FieldError::Number { min: 0, max: 120 }),
    ] {
        let form = MarkForm { mark: mark.into(), minutes: minutes.into() };
        let granted = workshop::load_meeting_for(&ctx, meeting).await.unwrap();
        let Err(Error::Invalid(errors)) = attendance::mark(&ctx, granted, ana, &form).await else { panic!("{mark} was taken") };
        assert_eq!(errors.of(field), Some(&error), "{mark}");
    }
    let form = MarkForm { mark: "present".into(), minutes: String::new() };
    let stranger = attendance::mark(&ctx, workshop::load_meeting_for(&ctx, meeting).await.unwrap(), eve, &form).await;
    assert!(matches!(stranger, Err(Error::Conflict(Conflict::NotRegistered))));
    for (person, forbidden) in [(ana, true), (other, true)] {
        let loaded = workshop::load_meeting_for::<action::RunMeeting>(&world.ctx(person).await, meeting).await;
        assert_eq!(matches!(loaded, Err(Error::Forbidden)), forbidden);
    }
    assert!(matches!(workshop::load_meeting_for::<action::RunMeeting>(&world.backend.anonymous(), meeting).await, Err(Error::SignIn)));
}

#[tokio::test]
async fn places_are_limited_also_when_everybody_registers_at_once() {
    let world = World::with_content().await;
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let ctx = world.ctx(trainer).await;
    let meeting = MeetingForm {
        date: "2026-12-01".into(),
        start: "10:00".into(),
        end: "12:00".into(),
        place: String::new(),
        ..MeetingForm::default()
    };
    let form = PlanForm {
        title: "Small".into(),
        time_zone: "Africa/Nairobi".into(),
        capacity: "3".into(),
        meetings: vec![meeting],
        ..PlanForm::default()
    };
    let id = workshop::plan(&ctx, access::network(&ctx).unwrap(), &form).await.unwrap();
    let mut people = Vec::new();
    for n in 0..6 {
        people.push(world.person(&format!("P{n}")).await);
    }
    let tries = people.iter().map(|p| async {
        let ctx = world.ctx(*p).await;
        workshop::register(&ctx, workshop::load_for(&ctx, id).await.unwrap(), "").await
    });
    let outcomes = futures::future::join_all(tries).await;
    let with =
        |status| people.iter().zip(&outcomes).filter(|(_, o)| o.as_ref().unwrap() == &status).map(|(p, _)| *p).collect::<Vec<PersonId>>();
    let (there, waiting) = (with(Status::Registered), with(Status::Waiting));
    assert_eq!((there.len(), waiting.len()), (3, 3));

    // whoever withdraws makes room for who waits longest; registering again is waiting at the end, twice is once
    let ctx = world.ctx(there[0]).await;
    workshop::withdraw(&ctx, workshop::load_for(&ctx, id).await.unwrap()).await.unwrap();
    let again = workshop::withdraw(&ctx, workshop::load_for(&ctx, id).await.unwrap()).await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::NotRegistered))));
    world.wait(Duration::minutes(1));
    world.register(there[0], id).await;
    world.register(there[0], id).await;
    let ctx = world.ctx(there[0]).await;
    let view = workshop::view(&ctx, workshop::load_for(&ctx, id).await.unwrap()).await.unwrap();
    assert_eq!((view.places_left, view.workshop.own, view.before_me), (Some(0), Some(Status::Waiting), 2));
    let moved_up = futures::future::join_all(waiting.iter().map(|p| async {
        let ctx = world.ctx(*p).await;
        (backend::notice::own(&ctx, 1).await.unwrap().rows.len(), workshop::load_for::<action::ReadWorkshop>(&ctx, id).await.unwrap().own)
    }));
    let moved_up = moved_up.await;
    assert_eq!(moved_up.iter().filter(|m| **m == (1, Some(Status::Registered))).count(), 1, "one moved up and was told: {moved_up:?}");
    assert_eq!(view.meetings[0].starts_at.to_rfc3339(), "2026-12-01T07:00:00+00:00", "ten o'clock in Nairobi");
}

#[tokio::test]
async fn a_bad_plan_names_every_field() {
    let world = World::with_content().await;
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let ctx = world.ctx(trainer).await;
    let form = PlanForm {
        title: String::new(),
        description: "x".repeat(5000),
        time_zone: "Mars/Olympus".into(),
        capacity: "many".into(),
        meetings: vec![
            MeetingForm {
                date: "2026-02-30".into(),
                start: "12:00".into(),
                end: "10:00".into(),
                place: "\u{202E}".into(),
                ..MeetingForm::default()
            },
            MeetingForm::default(),
            MeetingForm {
                date: "2026-12-01".into(),
                start: "12:00".into(),
                end: "10:00".into(),
                place: String::new(),
                ..MeetingForm::default()
            },
        ],
        ..PlanForm::default()
    };
    let Err(Error::Invalid(errors)) = workshop::plan(&ctx, access::network(&ctx).unwrap(), &form).await else { panic!("was taken") };
    let named: Vec<&str> = errors.0.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(named, ["title", "description", "time_zone", "capacity", "meeting_1_date", "meeting_1_place", "meeting_3_end"]);
    let participant = world.person("Ana").await;
    assert!(access::network::<action::PlanWorkshop>(&world.ctx(participant).await).is_err());
}

#[tokio::test]
async fn the_place_is_shown_only_to_the_registered_and_staff() {
    let world = World::with_content().await;
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let (ana, eve) = (world.person("Ana").await, world.person("Eve").await);
    let id = world.workshop(trainer, 1).await;
    world.register(ana, id).await;
    for (person, place) in [(ana, Some("Room 1")), (trainer, Some("Room 1")), (eve, None)] {
        let ctx = world.ctx(person).await;
        let view = workshop::view(&ctx, workshop::load_for(&ctx, id).await.unwrap()).await.unwrap();
        assert_eq!(view.meetings[0].place.as_deref(), place);
    }
}

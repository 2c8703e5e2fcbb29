//! Rooms: what all who follow a meeting alike are sent. One rendering for all, nothing of one person, no key before it
//! is shown, and gone when nobody follows.

use std::{sync::Arc, time::Duration};

use app::{Viewers, server::Site};
use backend::{
    account::StaffRole,
    activity::{self, Source},
    attendance::{self, Proof},
    db,
    seat::Seat,
    testing::World,
    workshop,
};
use domain::{
    activity::{ActivityForm, Kind, Sent},
    ids::{ActivityId, MeetingId, PersonId},
};
use server::rooms::{Key, Rooms};
use tokio::{sync::watch, time::timeout};
use tokio_util::sync::CancellationToken;

struct Room {
    world: World,
    rooms: Rooms,
    site: Arc<Site>,
    stop: CancellationToken,
    trainer: PersonId,
    people: Vec<PersonId>,
    meeting: MeetingId,
}

impl Room {
    async fn new() -> Self {
        let world = World::with_content().await;
        let trainer = world.staff("Tess Trainer", StaffRole::Trainer).await;
        let people = vec![world.person("Ana Marsh").await, world.person("Bo Lind").await, world.person("Cleo Dahl").await];
        let workshop = world.workshop(trainer, 1).await;
        let meeting = world.meetings(workshop).await[0];
        for person in &people {
            world.register(*person, workshop).await;
        }
        world.wait(chrono::Duration::hours(1));
        let code = world.open(trainer, meeting).await;
        for person in &people {
            attendance::check_in(&world.ctx(*person).await, &Proof::now(&code)).await.unwrap();
        }
        let stop = CancellationToken::new();
        if world.backend.db.is_postgres() {
            // there notices come by the database, as in the running program
            tokio::spawn(db::listen(world.backend.db.clone(), stop.clone()));
        }
        Self { world, rooms: Rooms::default(), site: Arc::default(), stop, trainer, people, meeting }
    }
    async fn enter(&self, viewers: Viewers) -> watch::Receiver<Arc<str>> {
        let key = Key { meeting: self.meeting, viewers, pseudo: false };
        let backend = &self.world.backend;
        let notices = backend.db.hub().subscribe();
        let meeting = backend::workshop::meeting_for_viewers(backend, key.meeting).await.unwrap();
        self.rooms.enter(backend, &self.site, &self.stop, key, (notices, &meeting)).await.unwrap()
    }
    async fn open(&self, form: ActivityForm) -> ActivityId {
        let ctx = self.world.ctx(self.trainer).await;
        let granted = workshop::load_meeting_for(&ctx, self.meeting).await.unwrap();
        let id = activity::add(&ctx, &granted, &Source::Form(Box::new(form))).await.unwrap();
        activity::open(&ctx, &granted, id).await.unwrap();
        id
    }
}

fn form(kind: &str) -> ActivityForm {
    ActivityForm {
        kind: kind.into(),
        title: "Which?".into(),
        options: "Yes\nNo".into(),
        group_size: "2".into(),
        mix: "organisation".into(),
        minutes: "30".into(),
        ..ActivityForm::default()
    }
}

/// Waits until a room shows something.
async fn shows(room: &mut watch::Receiver<Arc<str>>, what: &str) -> String {
    let found = timeout(Duration::from_secs(10), room.wait_for(|html| html.contains(what))).await;
    found.unwrap_or_else(|_late| panic!("{what} did not come")).unwrap().to_string()
}

#[tokio::test]
async fn everybody_who_follows_is_sent_the_same_once_it_changes() {
    let room = Room::new().await;
    let (mut first, mut second) = (room.enter(Viewers::Participants).await, room.enter(Viewers::Participants).await);
    assert!(first.borrow().contains("Nothing is open now"));
    let poll = room.open(form("poll_single")).await;
    let html = shows(&mut first, &format!("activity-{poll}")).await;
    assert_eq!(shows(&mut second, &format!("activity-{poll}")).await, html);
    assert_eq!(room.rooms.count(), 1);
    // who comes later gets the whole at once
    assert!(room.enter(Viewers::Participants).await.borrow().contains(&format!("activity-{poll}")));
    drop((first, second));
    let gone = timeout(Duration::from_secs(5), async {
        while room.rooms.count() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    assert!(gone.await.is_ok(), "a room without anybody ends");
}

#[tokio::test]
async fn what_all_are_sent_holds_nothing_of_one_person_and_no_key() {
    let room = Room::new().await;
    let ctx = room.world.ctx(room.trainer).await;
    let granted = workshop::load_meeting_for(&ctx, room.meeting).await.unwrap();
    let question = activity::choices(&ctx, &granted, Some(Kind::Quiz)).await.unwrap().questions[0].version;
    for kind in ["poll_single", "question_wall", "exercise", "groups", "role_play"] {
        let id = room.open(form(kind)).await;
        let theirs = room.world.ctx(room.people[0]).await;
        let mine = workshop::load_meeting_for(&theirs, room.meeting).await.unwrap();
        let sent = Sent { choices: vec![0], text: "my own words".into() };
        drop(activity::answer(&theirs, &mine, id, &sent, Some(&Seat::new()), None).await);
    }
    let quiz = room.open(ActivityForm { questions: vec![question], ..form("quiz") }).await;
    let theirs = room.world.ctx(room.people[0]).await;
    activity::turn_hand(&theirs, &workshop::load_meeting_for(&theirs, room.meeting).await.unwrap(), activity::Hand::Up).await.unwrap();
    let (participants, screens) = (room.enter(Viewers::Participants).await, room.enter(Viewers::Screens).await);
    for (who, html) in [("participants", participants.borrow().to_string()), ("screens", screens.borrow().to_string())] {
        for name in ["Ana", "Marsh", "Bo Lind", "Cleo"] {
            assert!(!html.contains(name), "{who} are sent the name {name}");
        }
        assert!(html.contains(&format!("activity-{quiz}")), "{who}: {html}");
        assert!(!html.contains("class=\"bar-row right\""), "{who} are sent what is right");
        assert!(!html.contains(">yours<"), "{who} are sent what is somebody's own");
    }
    // on a wall everybody reads; an exercise is read when the room votes
    assert_eq!(participants.borrow().matches("my own words").count(), 1, "the wall's, not the exercise's");
    let trainers = room.enter(Viewers::Trainers).await;
    assert!(trainers.borrow().contains("Ana Marsh"), "whose hand is up");
}

#[tokio::test]
async fn a_stream_begins_with_what_is_open_and_ends_with_the_right_to_follow() {
    let site = crate::client::Site::new().await;
    let trainer = site.world.staff("Tess", StaffRole::Trainer).await;
    let ana = site.world.person("Ana").await;
    let workshop = site.world.workshop(trainer, 1).await;
    let meeting = site.world.meetings(workshop).await[0];
    site.world.register(ana, workshop).await;
    let mut client = site.signed_in("Ana").await;
    let now = client.get(&format!("/live/{meeting}/now")).await;
    assert!(now.body.contains("Nothing is open now"), "{}", now.body);
    let ctx = site.world.ctx(ana).await;
    workshop::withdraw(&ctx, workshop::load_for(&ctx, workshop).await.unwrap()).await.unwrap();
    assert_eq!(client.get(&format!("/live/{meeting}/now")).await.status, axum::http::StatusCode::FORBIDDEN);
}

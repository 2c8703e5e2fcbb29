//! Activities: opened, answered, voted for, closed; anonymous in the database too; a room that many answer in at once.

use backend::{
    Conflict, Error, access,
    account::StaffRole,
    activity::{self, Hand, Moderation, Source, View},
    attendance::{self, Proof},
    seat::Seat,
    testing::World,
    workshop,
};
use chrono::Duration;
use domain::{
    activity::{ActivityForm, Answer, Kind, Sent},
    ids::{ActivityId, MeetingId, PersonId, WorkshopId},
    policy::action,
    quiz,
    role_play::Role,
};
use sea_orm::ConnectionTrait;

struct Room {
    world: World,
    trainer: PersonId,
    workshop: WorkshopId,
    meeting: MeetingId,
    people: Vec<PersonId>,
}

impl Room {
    /// A meeting under way, with so many people in it.
    async fn with(n: usize) -> Self {
        let world = World::with_content().await;
        let trainer = world.staff("Tess", StaffRole::Trainer).await;
        let workshop = world.workshop(trainer, 1).await;
        let meeting = world.meetings(workshop).await[0];
        let mut people = Vec::new();
        for n in 0..n {
            let (person, _) = world.quick_account(&format!("p{n}")).await;
            world.register(person, workshop).await;
            people.push(person);
        }
        world.wait(Duration::hours(1));
        let code = world.open(trainer, meeting).await;
        for person in &people {
            attendance::check_in(&world.ctx(*person).await, &Proof::now(&code)).await.unwrap();
        }
        Self { world, trainer, workshop, meeting, people }
    }
    async fn run(&self) -> access::Granted<workshop::Meeting, action::RunMeeting> {
        workshop::load_meeting_for(&self.world.ctx(self.trainer).await, self.meeting).await.unwrap()
    }
    async fn add(&self, form: ActivityForm) -> ActivityId {
        self.try_add(form).await.unwrap()
    }
    async fn try_add(&self, form: ActivityForm) -> Result<ActivityId, Error> {
        let ctx = self.world.ctx(self.trainer).await;
        activity::add(&ctx, &self.run().await, &Source::Form(Box::new(form))).await
    }
    async fn open(&self, id: ActivityId) {
        activity::open(&self.world.ctx(self.trainer).await, &self.run().await, id).await.unwrap();
    }
    async fn step(&self, id: ActivityId, from: u32) -> Result<(), Error> {
        activity::next_step(&self.world.ctx(self.trainer).await, &self.run().await, id, from).await
    }
    async fn close(&self, id: ActivityId) {
        activity::close(&self.world.ctx(self.trainer).await, &self.run().await, id).await.unwrap();
    }
    async fn answer(&self, n: usize, id: ActivityId, sent: &Sent, seat: Option<&Seat>) -> Result<(), Error> {
        let ctx = self.world.ctx(self.people[n]).await;
        let granted = workshop::load_meeting_for(&ctx, self.meeting).await?;
        activity::answer(&ctx, &granted, id, sent, seat, None).await
    }
    async fn board(&self, view: View) -> activity::Board {
        activity::board(&self.world.backend, self.meeting, view).await.unwrap()
    }
    async fn own(&self, n: usize, seat: Option<&Seat>) -> activity::OwnPart {
        let ctx = self.world.ctx(self.people[n]).await;
        let granted = workshop::load_meeting_for(&ctx, self.meeting).await.unwrap();
        activity::follow(&ctx, &granted, seat).await.unwrap().1
    }
}

fn form(kind: &str, options: &str) -> ActivityForm {
    ActivityForm { kind: kind.into(), title: "Which?".into(), options: options.into(), ..ActivityForm::default() }
}
fn chosen(n: u32) -> Sent {
    Sent { choices: vec![n], ..Sent::default() }
}
fn said(text: &str) -> Sent {
    Sent { text: text.into(), ..Sent::default() }
}

#[tokio::test]
async fn a_poll_is_answered_changed_shown_and_closed() {
    let room = Room::with(3).await;
    let poll = room.add(form("poll_single", "Yes\nNo")).await;
    assert!(matches!(room.answer(0, poll, &chosen(0), None).await, Err(Error::Conflict(Conflict::ActivityClosed))), "not opened yet");
    assert!(room.board(View::Room).await.shown.is_empty());
    room.open(poll).await;
    room.answer(0, poll, &chosen(0), None).await.unwrap();
    room.answer(0, poll, &chosen(1), None).await.unwrap();
    room.answer(1, poll, &chosen(1), None).await.unwrap();
    assert!(matches!(room.answer(2, poll, &chosen(2), None).await, Err(Error::Invalid(e)) if e.of("choice").is_some()));
    let seen = &room.board(View::Room).await.shown[0];
    assert_eq!((seen.tally.answers, seen.tally.counts.as_slice()), (2, &[][..]), "what came of it is not shown yet");
    assert_eq!(room.board(View::Trainer).await.shown[0].tally.counts, [0, 2]);
    // reloaded five times: the same person, the same answer
    for _ in 0..5 {
        assert_eq!(room.own(0, None).await.answers[&poll], Answer::Choices(vec![1]));
    }
    room.step(poll, 0).await.unwrap();
    assert!(matches!(room.step(poll, 0).await, Err(Error::Conflict(Conflict::StepChanged))), "pressed in another tab");
    assert_eq!(room.board(View::Room).await.shown[0].tally.counts, [0, 2]);
    room.close(poll).await;
    room.close(poll).await;
    assert!(matches!(room.answer(2, poll, &chosen(0), None).await, Err(Error::Conflict(Conflict::ActivityClosed))));
    // who has no place can't answer, and only who runs the meeting opens
    let stranger = room.world.person("Eve").await;
    let ctx = room.world.ctx(stranger).await;
    assert!(matches!(workshop::load_meeting_for::<action::CheckIn>(&ctx, room.meeting).await, Err(Error::Forbidden)));
    assert!(matches!(workshop::load_meeting_for::<action::FollowMeeting>(&ctx, room.meeting).await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn two_hundred_answers_at_once_are_two_hundred_rows() {
    let room = Room::with(200).await;
    let poll = room.add(form("poll_scale", "")).await;
    room.open(poll).await;
    let all = (0..200).map(|n| {
        let room = &room;
        async move {
            let sent = chosen(u32::try_from(n % 5).unwrap() + 1);
            room.answer(n, poll, &sent, None).await.unwrap();
            room.answer(n, poll, &sent, None).await.unwrap();
        }
    });
    futures::future::join_all(all).await;
    let tally = room.board(View::Trainer).await.shown[0].tally.clone();
    assert_eq!((tally.answers, tally.counts.as_slice()), (200, &[40, 40, 40, 40, 40][..]));
}

#[tokio::test]
async fn anonymous_is_anonymous_in_the_database_too() {
    let room = Room::with(2).await;
    let poll = room.add(ActivityForm { anonymous: "on".into(), ..form("poll_single", "Yes\nNo") }).await;
    let wall = room.add(ActivityForm { anonymous: "on".into(), ..form("question_wall", "") }).await;
    room.open(poll).await;
    room.open(wall).await;
    let (seat, other) = (Seat::new(), Seat::new());
    room.answer(0, poll, &chosen(0), Some(&seat)).await.unwrap();
    room.answer(0, poll, &chosen(1), Some(&seat)).await.unwrap();
    // two people with one device have an answer each; the same person keeps theirs through a reload
    room.answer(1, poll, &chosen(0), Some(&seat)).await.unwrap();
    room.answer(0, wall, &said("Is it safe to name a victim?"), Some(&seat)).await.unwrap();
    assert_eq!(room.board(View::Trainer).await.shown.iter().find(|s| s.id == poll).unwrap().tally.counts, [1, 1]);
    assert_eq!(room.own(0, Some(&seat)).await.answers[&poll], Answer::Choices(vec![1]));
    assert!(room.own(0, Some(&other)).await.answers.is_empty(), "without its cookie nobody can tell whose answer it was");

    // no table knows a person of these answers, and neither person nor device can be computed from the key
    let db = room.world.backend.db.connection();
    let all = "SELECT a.answer_key, a.person_id, a.at FROM activity_answer a";
    let rows = db.query_all_raw(sea_orm::Statement::from_string(db.get_database_backend(), all)).await.unwrap();
    assert_eq!(rows.len(), 3);
    for row in rows {
        assert_eq!(row.try_get::<Option<uuid::Uuid>>("", "person_id").unwrap(), None);
        assert_eq!(row.try_get::<Option<chrono::DateTime<chrono::Utc>>>("", "at").unwrap(), None);
        let key: Option<String> = row.try_get("", "answer_key").unwrap();
        for person in &room.people {
            assert!(!key.clone().unwrap_or_default().contains(&person.to_string()));
        }
    }
    let ctx = room.world.ctx(room.trainer).await;
    let export = activity::export(&ctx, &workshop::load_for(&ctx, room.workshop).await.unwrap()).await.unwrap();
    assert!(export.iter().all(|r| r.person.is_empty()), "{export:?}");
}

#[tokio::test]
async fn questions_of_the_room_are_voted_for_answered_and_hidden() {
    let room = Room::with(3).await;
    let wall = room.add(form("question_wall", "")).await;
    room.open(wall).await;
    room.answer(0, wall, &said("When is the deadline?"), None).await.unwrap();
    room.answer(1, wall, &said("<script>alert(1)</script>"), None).await.unwrap();
    let ids: Vec<_> = room.board(View::Room).await.shown[0].entries.iter().map(|e| (e.id, e.text.clone())).collect();
    let (deadline, script) =
        (ids.iter().find(|(_, t)| t.starts_with("When")).unwrap().0, ids.iter().find(|(_, t)| t.starts_with('<')).unwrap().0);
    let vote = async |n: usize, id| {
        let ctx = room.world.ctx(room.people[n]).await;
        activity::vote(&ctx, &workshop::load_meeting_for(&ctx, room.meeting).await.unwrap(), id, None, None).await
    };
    vote(1, deadline).await.unwrap();
    vote(2, deadline).await.unwrap();
    vote(2, script).await.unwrap();
    vote(2, script).await.unwrap();
    assert!(matches!(vote(0, deadline).await, Err(Error::Conflict(Conflict::ActivityClosed))), "not for one's own");
    let entries = room.board(View::Room).await.shown[0].entries.clone();
    assert_eq!((entries[0].id, entries[0].votes, entries[1].votes), (deadline, 2, 0), "a second vote takes the first back");
    let ctx = room.world.ctx(room.trainer).await;
    activity::moderate(&ctx, &room.run().await, script, Moderation::Hidden).await.unwrap();
    activity::moderate(&ctx, &room.run().await, deadline, Moderation::Answered).await.unwrap();
    let entries = room.board(View::Room).await.shown[0].entries.clone();
    assert_eq!((entries.len(), entries[0].answered), (1, true));
    assert_eq!(room.board(View::Trainer).await.shown[0].entries.len(), 2);
    for _ in 0..19 {
        room.answer(0, wall, &said("More"), None).await.unwrap();
    }
    assert!(matches!(room.answer(0, wall, &said("More"), None).await, Err(Error::Conflict(Conflict::EnoughAnswers))));
}

#[tokio::test]
async fn a_live_quiz_scores_what_is_right_and_shows_the_key_only_then() {
    let room = Room::with(2).await;
    let ctx = room.world.ctx(room.trainer).await;
    let questions = activity::choices(&ctx, &room.run().await, Some(Kind::Quiz)).await.unwrap().questions;
    let single: Vec<_> = questions.iter().filter(|q| q.spec.kind() == quiz::Kind::Single).take(2).collect();
    let right =
        |n: usize| single[n].spec.options().iter().position(domain::quiz::Choice::is_right).and_then(|i| u32::try_from(i).ok()).unwrap();
    let wrong = |n: usize| u32::from(right(n) == 0);
    let quiz = room.add(ActivityForm { questions: single.iter().map(|q| q.version).collect(), ..form("quiz", "") }).await;
    room.open(quiz).await;
    let shown = |board: &activity::Board| board.shown[0].question.clone().unwrap();
    assert_eq!(shown(&room.board(View::Room).await).right, None);
    room.answer(0, quiz, &chosen(right(0)), None).await.unwrap();
    room.answer(1, quiz, &chosen(wrong(0)), None).await.unwrap();
    assert_eq!(room.own(0, None).await.points[&quiz], (0, 0), "nothing is told before it is shown");
    room.step(quiz, 0).await.unwrap();
    assert!(shown(&room.board(View::Room).await).right.is_some());
    assert!(matches!(room.answer(1, quiz, &chosen(right(0)), None).await, Err(Error::Conflict(Conflict::ActivityClosed))), "too late");
    assert_eq!((room.own(0, None).await.points[&quiz], room.own(1, None).await.points[&quiz]), ((100, 100), (0, 100)));
    room.step(quiz, 1).await.unwrap();
    room.answer(1, quiz, &chosen(right(1)), None).await.unwrap();
    room.step(quiz, 2).await.unwrap();
    assert_eq!((room.own(0, None).await.points[&quiz], room.own(1, None).await.points[&quiz]), ((100, 200), (100, 200)));
    assert!(matches!(room.step(quiz, 3).await, Err(Error::Conflict(Conflict::StepChanged))), "the last one");
    let bad =
        room.try_add(ActivityForm { questions: vec![domain::ids::QuestionVersionId(backend::token::new_id())], ..form("quiz", "") }).await;
    assert!(matches!(bad, Err(Error::Invalid(e)) if e.of("questions").is_some()));
}

#[tokio::test]
async fn groups_and_roles_are_drawn_once_among_those_who_are_here() {
    let room = Room::with(7).await;
    room.world.wait(Duration::minutes(1));
    let gone = room.world.ctx(room.people[6]).await;
    attendance::check_out(&gone, workshop::load_meeting_for(&gone, room.meeting).await.unwrap()).await.unwrap();
    let groups = room.add(ActivityForm { mix: "organisation".into(), group_size: "3".into(), ..form("groups", "") }).await;
    room.open(groups).await;
    let mine = room.own(0, None).await.places[&groups].clone();
    assert_eq!(mine.with.len(), 3);
    assert!(!room.own(6, None).await.places.contains_key(&groups), "who went is in no group");
    room.close(groups).await;
    room.open(groups).await;
    assert_eq!(room.own(0, None).await.places[&groups], mine, "opened again: the same groups");

    let play = room.add(ActivityForm { minutes: "60".into(), ..form("role_play", "") }).await;
    room.open(play).await;
    let mut of = std::collections::BTreeMap::new();
    for n in 0..6 {
        let role = room.own(n, None).await.places[&play].role.unwrap();
        of.entry(role.name()).or_insert_with(Vec::new).push((n, role));
    }
    let (state, recommends, society) = (of["state_under_review"][0].0, of["recommending"][0], of["civil_society"][0].0);
    assert!(matches!(room.answer(state, play, &said("x"), None).await, Err(Error::Forbidden)), "the State does not recommend to itself");
    room.answer(recommends.0, play, &said("Ratify the Convention by 2028."), None).await.unwrap();
    room.answer(society, play, &said("A law against torture."), None).await.unwrap();
    let entries = room.board(View::Trainer).await.shown.iter().find(|s| s.id == play).unwrap().entries.clone();
    let recommendation = entries.iter().find(|e| e.part == "recommendation").unwrap();
    assert_eq!(
        Some(recommendation.state.unwrap()),
        Some(match recommends.1 {
            Role::Recommending(n) => n,
            _ => 0,
        })
    );
    let respond = async |n: usize| {
        let ctx = room.world.ctx(room.people[n]).await;
        activity::respond(&ctx, &workshop::load_meeting_for(&ctx, room.meeting).await.unwrap(), recommendation.id, Moderation::Supported)
            .await
    };
    assert!(matches!(respond(state).await, Err(Error::Conflict(Conflict::ActivityClosed))), "not before the dialogue");
    for step in 0..3 {
        room.step(play, step).await.unwrap();
    }
    assert!(matches!(respond(society).await, Err(Error::Forbidden)));
    respond(state).await.unwrap();
    let entries = room.board(View::Room).await.shown.iter().find(|s| s.id == play).unwrap().entries.clone();
    assert_eq!(entries.iter().find(|e| e.part == "recommendation").unwrap().response.as_deref(), Some("supported"));
    assert!(matches!(room.answer(society, play, &said("late"), None).await, Err(Error::Conflict(Conflict::ActivityClosed))));
}

#[tokio::test]
async fn an_exercise_is_written_voted_and_shown_without_names() {
    let room = Room::with(3).await;
    let exercise = room.add(form("exercise", "")).await;
    room.open(exercise).await;
    room.answer(0, exercise, &said("Publish the number of complaints every year from 2028."), None).await.unwrap();
    room.answer(0, exercise, &said("Publish the number of complaints each year from 2028."), None).await.unwrap();
    room.answer(1, exercise, &said("Train the police."), None).await.unwrap();
    assert!(room.board(View::Room).await.shown[0].entries.is_empty(), "nobody copies");
    assert_eq!(room.board(View::Trainer).await.shown[0].entries.len(), 2);
    room.step(exercise, 0).await.unwrap();
    let entries = room.board(View::Room).await.shown[0].entries.clone();
    let best = entries.iter().find(|e| e.text.starts_with("Publish")).unwrap().id;
    for n in [1, 2] {
        let ctx = room.world.ctx(room.people[n]).await;
        activity::vote(&ctx, &workshop::load_meeting_for(&ctx, room.meeting).await.unwrap(), best, None, None).await.unwrap();
    }
    assert!(matches!(room.answer(2, exercise, &said("late"), None).await, Err(Error::Conflict(Conflict::ActivityClosed))));
    room.step(exercise, 1).await.unwrap();
    let entries = room.board(View::Room).await.shown[0].entries.clone();
    assert_eq!((entries[0].id, entries[0].votes), (best, 2));
}

#[tokio::test]
async fn hands_are_raised_and_lowered_and_all_ends_with_the_meeting() {
    let room = Room::with(2).await;
    let ctx = room.world.ctx(room.people[0]).await;
    let granted = || async { workshop::load_meeting_for(&ctx, room.meeting).await.unwrap() };
    activity::turn_hand(&ctx, &granted().await, Hand::Up).await.unwrap();
    assert!(room.own(0, None).await.hand);
    let staff = room.world.ctx(room.trainer).await;
    let part = activity::trainer_part(&room.world.backend, room.meeting).await.unwrap();
    assert_eq!(part.hands, [(room.people[0], "p0".to_owned())]);
    activity::lower_hand(&staff, &room.run().await, room.people[0]).await.unwrap();
    assert_eq!(room.board(View::Room).await.hands, 0);
    activity::turn_hand(&ctx, &granted().await, Hand::Up).await.unwrap();
    let poll = room.add(form("poll_single", "Yes\nNo")).await;
    room.open(poll).await;
    room.world.close(room.trainer, room.meeting).await;
    let board = room.board(View::Room).await;
    assert_eq!((board.hands, board.closed, board.shown[0].closed), (0, true, true));
    assert!(matches!(activity::turn_hand(&ctx, &granted().await, Hand::Up).await, Err(Error::Conflict(Conflict::MeetingClosed))));
}

#[tokio::test]
async fn the_library_keeps_and_the_evaluation_asks() {
    let room = Room::with(2).await;
    let ctx = room.world.ctx(room.trainer).await;
    let kept = activity::keep(&ctx, access::network(&ctx).unwrap(), &Source::Form(Box::new(form("poll_single", "Yes\nNo")))).await.unwrap();
    let copy = activity::add(&ctx, &room.run().await, &Source::Kept(kept)).await.unwrap();
    activity::forget(&ctx, access::network(&ctx).unwrap(), kept).await.unwrap();
    assert!(activity::library(&ctx, &access::network(&ctx).unwrap()).await.unwrap().is_empty());
    room.open(copy).await;
    for starter in activity::starters() {
        activity::add(&ctx, &room.run().await, &Source::Starter(starter.key.clone())).await.unwrap();
    }
    assert!(matches!(activity::add(&ctx, &room.run().await, &Source::Starter("none".into())).await, Err(Error::NotFound)));

    let manage = || async { workshop::load_for(&ctx, room.workshop).await.unwrap() };
    activity::begin_evaluation(&ctx, &manage().await).await.unwrap();
    activity::begin_evaluation(&ctx, &manage().await).await.unwrap();
    let asked = activity::evaluation(&ctx, &manage().await).await.unwrap();
    assert_eq!(asked.len(), activity::evaluation_starters().len());
    let participant = room.world.ctx(room.people[0]).await;
    let granted = workshop::load_for(&participant, room.workshop).await.unwrap();
    let seat = Seat::new();
    let sent = vec![(asked[0].id, chosen(4)), (asked[1].id, Sent::default())];
    activity::evaluate(&participant, &granted, &sent, &seat).await.unwrap();
    let wrong = activity::evaluate(&participant, &granted, &[(asked[0].id, chosen(9))], &seat).await;
    assert!(matches!(wrong, Err(Error::Invalid(e)) if e.of(&format!("q-{}", asked[0].id)).is_some()));
    let came = activity::evaluation(&ctx, &manage().await).await.unwrap();
    assert_eq!((came[0].tally.counts.as_slice(), came[1].tally.answers), (&[0, 0, 0, 1, 0][..], 0));
}

#[tokio::test]
async fn a_late_answer_is_none_to_the_next_question_and_one_voice_is_one() {
    let room = Room::with(2).await;
    let ctx = room.world.ctx(room.trainer).await;
    let questions = activity::choices(&ctx, &room.run().await, Some(Kind::Quiz)).await.unwrap().questions;
    let single: Vec<_> = questions.iter().filter(|q| q.spec.kind() == quiz::Kind::Single).take(2).map(|q| q.version).collect();
    let quiz = room.add(ActivityForm { questions: single, ..form("quiz", "") }).await;
    room.open(quiz).await;
    room.step(quiz, 0).await.unwrap();
    room.step(quiz, 1).await.unwrap();
    let theirs = room.world.ctx(room.people[0]).await;
    let granted = workshop::load_meeting_for(&theirs, room.meeting).await.unwrap();
    let stale = activity::answer(&theirs, &granted, quiz, &chosen(0), None, Some(0)).await;
    assert!(matches!(stale, Err(Error::Conflict(Conflict::StepChanged))), "{stale:?}");
    activity::answer(&theirs, &granted, quiz, &chosen(0), None, Some(2)).await.unwrap();

    let poll = room.add(ActivityForm { anonymous: "on".into(), ..form("poll_single", "Yes\nNo") }).await;
    room.open(poll).await;
    let (phone, laptop) = (Seat::new(), Seat::new());
    room.answer(0, poll, &chosen(0), Some(&phone)).await.unwrap();
    room.answer(0, poll, &chosen(1), Some(&phone)).await.unwrap();
    let again = room.answer(0, poll, &chosen(1), Some(&laptop)).await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::AnsweredElsewhere))));
    room.answer(1, poll, &chosen(1), Some(&laptop)).await.unwrap();
    room.close(poll).await;
    let shown = room.board(View::Room).await.shown.into_iter().find(|s| s.id == poll).unwrap();
    assert_eq!((shown.tally.answers, shown.tally.counts.len()), (2, 0), "closing shows nothing that was not shown");
}

#[tokio::test]
async fn an_assistant_asks_no_questions_of_the_bank() {
    let room = Room::with(1).await;
    let ctx = room.world.ctx(room.trainer).await;
    let question = activity::choices(&ctx, &room.run().await, Some(Kind::Quiz)).await.unwrap().questions[0].version;
    let granted = workshop::load_for(&ctx, room.workshop).await.unwrap();
    workshop::add_to_team(&ctx, granted, "p0@example.org", "assistant").await.unwrap();
    let helper = room.world.ctx(room.people[0]).await;
    let run = workshop::load_meeting_for(&helper, room.meeting).await.unwrap();
    assert!(activity::choices(&helper, &run, Some(Kind::Quiz)).await.unwrap().questions.is_empty());
    let quiz = Source::Form(Box::new(ActivityForm { questions: vec![question], ..form("quiz", "") }));
    assert!(matches!(activity::add(&helper, &run, &quiz).await, Err(Error::Forbidden)));
    let poll = Source::Form(Box::new(form("poll_single", "Yes\nNo")));
    activity::add(&helper, &run, &poll).await.unwrap();
    let own = workshop::add_to_team(&ctx, workshop::load_for(&ctx, room.workshop).await.unwrap(), "tess@example.org", "assistant").await;
    assert!(matches!(own, Err(Error::Conflict(Conflict::LastTrainer))));
}

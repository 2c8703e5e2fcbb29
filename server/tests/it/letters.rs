//! Letters to a real mail server, a process of its own: one that is down, slow, rude, forgetful; and a worker that is killed.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use backend::{
    access,
    account::StaffRole,
    import::{self, Dry, Kind},
    mail,
    mail::Mailer,
    testing::{self, World},
};

use sea_orm::{ConnectionTrait, Statement};

use crate::smtp_sink::{Mood, Sink};

fn file(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("upright-letters-{name}-{}.jsonl", backend::token::new_id()))
}

/// A deadline for Ireland in so many days, imported without telling anybody: the review is new.
async fn deadline_in(world: &World, days: i64) {
    let on = (world.now() + chrono::Duration::days(days)).date_naive();
    let heading =
        "cycle,session,session_start,session_end,state,iso3166_alpha3,stakeholder_deadline,adoption_hrc_session,source,confidence";
    let text = format!("{heading}\n5,55,,,Ireland,IRL,{on},,OHCHR,high\n");
    import::run(&world.backend, None, Kind::Schedule, &text, Dry::No).await.unwrap();
}

async fn member(world: &World, organisation: domain::ids::OrganisationId, email: &str) {
    let person = world.account(email.split('@').next().unwrap_or(email), email, "correct horse").await;
    world.join(person, organisation).await;
}

fn mailer(sink: &Sink) -> Mailer {
    let transport = Mailer::smtp(&sink.url()).unwrap();
    Mailer::new(transport, "Upright <office@upright.test>", "https://upright.test", app::letter_words).unwrap()
}

#[tokio::test]
async fn one_refused_address_stops_nobody_and_is_shown_without_the_address() {
    let path = file("rude");
    let sink = Sink::start(&path, Mood::Kind);
    let world = World::with_content().await.with_mailer(mailer(&sink));
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let organisation = world.organisation("Lamplight").await;
    for email in ["ana@people.test", "refuse-bo@people.test", "later-cy@people.test", "bounce-di@people.test", "eve@people.test"] {
        member(&world, organisation, email).await;
    }
    deadline_in(&world, 30).await;
    testing::tick(&world.backend).await.unwrap();
    mail::send_due(&world.backend).await.unwrap();
    let to = |sink: &Sink| sink.letters().into_iter().map(|l| l.to).collect::<Vec<_>>();
    assert_eq!(
        to(&sink).into_iter().collect::<BTreeSet<_>>(),
        BTreeSet::from(["ana@people.test".to_owned(), "eve@people.test".to_owned()])
    );
    // what was put off comes later, once
    for _ in 0..4 {
        world.wait(chrono::Duration::minutes(20));
        mail::send_due(&world.backend).await.unwrap();
    }
    assert_eq!(to(&sink).iter().filter(|to| to.starts_with("later-")).count(), 1);
    assert_eq!(sink.letters().len(), 3);
    let ctx = world.ctx(admin).await;
    let status = mail::status(&ctx, &access::network(&ctx).unwrap(), 1).await.unwrap();
    assert_eq!((status.sent, status.waiting.0), (3, 0), "{status:?}");
    let refused: Vec<_> = status.failed.rows.iter().filter(|f| !f.tried).collect();
    assert!(!refused.is_empty() && refused.iter().all(|f| f.words.starts_with("55") && !f.words.contains('@')), "{refused:?}");
    // how the letter looks to a mail program
    let letter = &sink.letters()[0];
    for part in [
        "List-Unsubscribe: <https://upright.test/reminders-off/",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Auto-Submitted: auto-generated",
    ] {
        assert!(letter.raw.contains(part), "{}", letter.raw);
    }
    assert!(letter.message_id.ends_with("@upright.test>") && !letter.raw.contains("Ireland"), "{}", letter.raw);
    std::fs::remove_file(path).unwrap();
}

#[tokio::test]
async fn a_server_that_is_down_or_refuses_everybody_gets_the_letters_when_it_is_back() {
    let path = file("down");
    let organisation = async |world: &World| {
        let organisation = world.organisation("Lamplight").await;
        member(world, organisation, "ana@people.test").await;
        member(world, organisation, "bo@people.test").await;
        deadline_in(world, 30).await;
        testing::tick(&world.backend).await.unwrap();
    };
    for mood in [Mood::Closed, Mood::BadPassword, Mood::Greylist, Mood::Cut] {
        let sink = Sink::start(&path, mood);
        let port = sink.port;
        let world = World::with_content().await.with_mailer(mailer(&sink));
        organisation(&world).await;
        let sent = mail::send_due(&world.backend).await.unwrap();
        // a server that only asks for a password nobody gave takes letters without one
        assert_eq!(sent, if mood == Mood::BadPassword { 2 } else { 0 }, "{mood:?}");
        drop(sink);
        world.wait(chrono::Duration::minutes(5));
        assert_eq!(mail::send_due(&world.backend).await.unwrap(), 0, "nobody listens");
        let back = Sink::start_on(port, &path, Mood::Kind, Duration::ZERO);
        world.wait(chrono::Duration::minutes(30));
        mail::send_due(&world.backend).await.unwrap();
        let ids: BTreeSet<_> = back.letters().into_iter().map(|l| l.to).collect();
        assert_eq!((back.letters().len(), ids.len()), (2, 2), "{mood:?}");
        drop(back);
        std::fs::remove_file(&path).unwrap();
    }
}

#[tokio::test]
async fn an_answer_that_is_lost_repeats_the_letter_under_the_same_id() {
    let path = file("drop");
    let sink = Sink::start(&path, Mood::Kind);
    let world = World::with_content().await.with_mailer(mailer(&sink));
    let organisation = world.organisation("Lamplight").await;
    member(&world, organisation, "drop-ana@people.test").await;
    deadline_in(&world, 30).await;
    testing::tick(&world.backend).await.unwrap();
    mail::send_due(&world.backend).await.unwrap();
    world.wait(chrono::Duration::minutes(5));
    mail::send_due(&world.backend).await.unwrap();
    let letters = sink.letters();
    assert_eq!(letters.iter().map(|l| &l.message_id).collect::<BTreeSet<_>>().len(), 1, "mail stores drop the repeat");
    assert_eq!(letters.len(), 2);
    std::fs::remove_file(path).unwrap();
}

/// The program's worker, as an operator runs it.
fn worker(world: &World, sink: &Sink) -> Child {
    Command::new(env!("CARGO_BIN_EXE_upright"))
        .arg("worker")
        .env("UPRIGHT_DATABASE_URL", world.database_url())
        .env("UPRIGHT_SMTP_URL", sink.url())
        .env("UPRIGHT_MAIL_FROM", "office@upright.test")
        .env("UPRIGHT_BASE_URL", "https://upright.test")
        .env("UPRIGHT_LOG", "warn")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A number that the database counts.
async fn count(world: &World, sql: &str) -> i64 {
    let db = world.backend.db.connection();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

const PEOPLE: usize = 1000;
const KILLS: usize = 20;

#[tokio::test]
async fn a_worker_killed_twenty_times_reminds_a_thousand_people_once_each() {
    let path = file("kill");
    let world = World::with_content_and_real_clock().await;
    let organisation = world.organisation("Lamplight").await;
    for n in 0..PEOPLE {
        let (person, _) = world.quick_account(&format!("p{n}")).await;
        world.join(person, organisation).await;
    }
    deadline_in(&world, 30).await;
    // a server that takes its time, as real ones do: so that the kills fall into the sending
    let sink = Sink::start_on(0, &path, Mood::Kind, Duration::from_millis(5));
    let mut kills = 0;
    let begun = Instant::now();
    while kills < KILLS && begun.elapsed() < Duration::from_secs(120) {
        let before = sink.letters().len();
        let mut child = worker(&world, &sink);
        // until it has sent some more, and a moment that differs
        let wait = Instant::now();
        while sink.letters().len() < before + 25 && wait.elapsed() < Duration::from_secs(20) {
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
        tokio::time::sleep(Duration::from_micros(u64::try_from(kills * 1733 % 9000).unwrap_or(0))).await;
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
    }
    let mut last = worker(&world, &sink);
    let wait = Instant::now();
    let people = |sink: &Sink| sink.letters().into_iter().map(|l| l.to).collect::<BTreeSet<_>>().len();
    while people(&sink) < PEOPLE && wait.elapsed() < Duration::from_secs(120) {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // the last one is marked as handed over too
    let left = "SELECT count(*) FROM letter WHERE state IN ('waiting', 'handing_over')";
    while count(&world, left).await > 0 && wait.elapsed() < Duration::from_secs(120) {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    last.kill().unwrap();
    last.wait().unwrap();
    // nothing more comes: the same work once more, done here, hands nothing over
    let world = world.with_mailer(mailer(&sink));
    testing::tick(&world.backend).await.unwrap();
    assert_eq!(mail::send_due(&world.backend).await.unwrap(), 0);
    let letters = sink.letters();
    let mut by_person: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for letter in &letters {
        by_person.entry(letter.to.clone()).or_default().insert(letter.message_id.clone());
    }
    assert_eq!(by_person.len(), PEOPLE, "nobody was forgotten");
    assert!(by_person.values().all(|ids| ids.len() == 1), "one reminder each");
    let repeats = letters.len() - PEOPLE;
    eprintln!("{kills} kills: {} letters for {PEOPLE} people, {repeats} handed over twice under the same Message-ID", letters.len());
    // a kill between the last byte and the mark can't be told from one before it: some microseconds of each letter
    assert!(repeats <= 3, "{repeats} letters were handed over twice");
    std::fs::remove_file(path).unwrap();
}

//! The program is killed while fifty attempts are being answered, and started again: every answer that was acknowledged
//! is there. The program is the real one, the database a SQLite file, the end is SIGKILL.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use backend::{
    Backend,
    authoring::Overwrite,
    clock::Clock,
    db,
    import::{self, Dry},
    learning,
    quiz::{self, Fields},
    testing::World,
};
use domain::{
    ids::{AttemptId, PersonId},
    policy::action,
};

use crate::wire::{Connection, cookie};

const PEOPLE: usize = 50;

struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Starts the program and waits until it is ready.
fn serve(folder: &std::path::Path, addr: &str) -> Program {
    let mut child = Command::new(env!("CARGO_BIN_EXE_upright"))
        .arg("serve")
        .current_dir(folder)
        .env_clear()
        .envs([("UPRIGHT_ADDR", addr), ("UPRIGHT_LOG", "error")])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    assert!(lines.by_ref().map_while(Result::ok).any(|l| l.contains("Upright is ready")), "it becomes ready");
    thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    Program(child)
}

struct Learner {
    person: PersonId,
    attempt: AttemptId,
    cookie: String,
    /// For each question the number of options, where it is one to choose from.
    options: Vec<Option<usize>>,
}

async fn prepare(backend: &Backend) -> Vec<Learner> {
    import::curriculum(backend, &learning::content::built_in(), Dry::No, Overwrite::Never).await.unwrap();
    let world = World::over(backend.clone());
    let mut learners = Vec::new();
    for n in 0..PEOPLE {
        let (person, session) = world.quick_account(&format!("p{n}")).await;
        let ctx = backend.acting_for(person).await.unwrap();
        let attempt = quiz::start(&ctx, &quiz::of_module(&ctx, "role-of-civil-society").await.unwrap()).await.unwrap();
        let granted = quiz::load_for::<action::Answer>(&ctx, attempt).await.unwrap();
        let mut options = Vec::new();
        for position in 1..=14 {
            options.push(match quiz::question(&ctx, &granted, position).await.unwrap().fields {
                Fields::Options { several: false, options } => Some(options.len()),
                _ => None,
            });
        }
        learners.push(Learner { person, attempt, cookie: cookie(backend, &session).await, options });
    }
    learners
}

#[test]
fn every_acknowledged_answer_survives_a_kill() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("upright.sqlite").display());
    let learners = runtime.block_on(async {
        let database = backend::connect(&url).await.unwrap();
        db::migrate(&database).await.unwrap();
        let backend = Backend::new(database, Clock::System);
        let learners = prepare(&backend).await;
        backend.db.close().await.unwrap();
        learners
    });
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let addr = format!("127.0.0.1:{port}");
    let mut program = serve(folder.path(), &addr);

    // what was acknowledged last, for each learner and question: the option chosen
    let acknowledged: Vec<Mutex<Vec<Option<usize>>>> = learners.iter().map(|_| Mutex::new(vec![None; 14])).collect();
    let (count, over) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        for (learner, ledger) in learners.iter().zip(&acknowledged) {
            let (addr, count, over) = (&addr, &count, &over);
            scope.spawn(move || {
                let Some(mut connection) = Connection::try_open(addr) else { return };
                for round in 1_usize.. {
                    for (n, options) in learner.options.iter().enumerate() {
                        let Some(options) = options else { continue };
                        let chosen = (round + n) % options;
                        let sequence = (7 << 20) + i64::try_from(round + 1).unwrap();
                        let body = format!(
                            "purpose=quiz&module=role-of-civil-society&attempt={}&position={}&sequence={sequence}&autosave=1&option={chosen}",
                            learner.attempt,
                            n + 1
                        );
                        let answer = connection.post(addr, "/api/app/quiz/server_fns/answer_question", &learner.cookie, &body);
                        match answer {
                            Some(head) if head.starts_with("HTTP/1.1 200") => {
                                ledger.lock().unwrap()[n] = Some(chosen);
                                count.fetch_add(1, Ordering::Relaxed);
                            }
                            Some(head) => panic!("an answer was refused: {head}"),
                            None => return, // the program is gone: this one was not acknowledged
                        }
                        if over.load(Ordering::Relaxed) {
                            return;
                        }
                    }
                }
            });
        }
        let began = Instant::now();
        while count.load(Ordering::Relaxed) < 400 && began.elapsed() < Duration::from_secs(60) {
            thread::sleep(Duration::from_millis(5));
        }
        program.0.kill().unwrap();
        program.0.wait().unwrap();
        over.store(true, Ordering::Relaxed);
    });
    let acknowledged: Vec<Vec<Option<usize>>> = acknowledged.into_iter().map(|l| l.into_inner().unwrap()).collect();
    let total = count.load(Ordering::Relaxed);
    assert!(total >= 400, "only {total} answers were acknowledged in a minute");

    let again = serve(folder.path(), &addr);
    let mut health = Connection::try_open(&addr).expect("it answers again");
    assert!(health.get(&addr, "/readyz").is_some_and(|head| head.starts_with("HTTP/1.1 200")));
    runtime.block_on(async {
        let backend = Backend::new(backend::connect(&url).await.unwrap(), Clock::System);
        let mut checked = 0;
        for (learner, ledger) in learners.iter().zip(&acknowledged) {
            let ctx = backend.acting_for(learner.person).await.unwrap();
            let granted = quiz::load_for::<action::Answer>(&ctx, learner.attempt).await.unwrap();
            for (n, chosen) in ledger.iter().enumerate() {
                let Some(chosen) = chosen else { continue };
                let question = quiz::question(&ctx, &granted, u32::try_from(n + 1).unwrap()).await.unwrap();
                let Fields::Options { options, .. } = question.fields else { panic!("is a choice") };
                let stored = options.iter().position(|(_, chosen)| *chosen);
                // one that was on its way when the program died may have been written without being acknowledged
                let next = (chosen + 1) % options.len();
                assert!(stored == Some(*chosen) || stored == Some(next), "acknowledged {chosen}, stored {stored:?}");
                checked += 1;
            }
        }
        println!("{total} answers acknowledged before the kill, {checked} slots checked, 0 lost");
    });
    drop(again);
}

//! Attempts, results, corrections, open answers, tests before and after, reviews.

use backend::{
    Backend, Conflict, Context, Error,
    access::{self, Granted},
    authoring::Overwrite,
    clock::Clock,
    import::{self, Dry},
    learning,
    learning::content,
    mail::{Mailer, Transport, Words},
    notice,
    quiz::{self, Attempt, Given, Purpose, Shown},
    testing::{self, Answers, World},
    training,
};
use chrono::Duration;
use domain::{
    form::FieldError,
    ids::AttemptId,
    policy::action,
    quiz::{Correction, Review},
};

const MODULE: &str = "role-of-civil-society";

async fn start(ctx: &Context) -> AttemptId {
    quiz::start(ctx, &quiz::of_module(ctx, MODULE).await.unwrap()).await.unwrap()
}

async fn load(ctx: &Context, id: AttemptId) -> Granted<Attempt, action::Answer> {
    quiz::load_for(ctx, id).await.unwrap()
}

/// The files with the quiz settings of the first module and everything else as it is.
async fn with_quiz(world: &World, settings: &str) {
    let mut files = content::built_in();
    for (path, text) in &mut files {
        if path.ends_with("01-role-of-civil-society/module.md") {
            *text = text.replace("pass_percent = 80\n", &format!("pass_percent = 80\n\n[quiz]\n{settings}\n"));
        }
    }
    import::curriculum(&world.backend, &files, Dry::No, Overwrite::Never).await.unwrap_or_else(|e| panic!("{e}"));
}

#[tokio::test]
async fn where_the_time_is_real_nobody_makes_answers_up() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let id = start(&world.ctx(ana).await).await;
    let real = Backend::new(world.backend.db.clone(), Clock::System);
    let ctx = real.acting_for(ana).await.unwrap();
    assert!(matches!(quiz::made_up_answers(&ctx, id, |_| true).await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn an_attempt_is_one_however_often_it_is_started_and_answers_are_kept() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let both = Box::pin(futures::future::join(start(&ctx), start(&ctx))).await;
    assert_eq!(both.0, both.1);
    let id = both.0;
    let right = quiz::made_up_answers(&ctx, id, |_| true).await.unwrap();
    quiz::answer(&ctx, &load(&ctx, id).await, 1, &right[0], 1).await.unwrap();
    // another device goes on
    let other = world.ctx(ana).await;
    assert_eq!(start(&other).await, id);
    assert!(quiz::question(&other, &load(&other, id).await, 1).await.unwrap().saved);
    assert_eq!(quiz::view(&other, &load(&other, id).await).await.unwrap().answered.iter().filter(|a| **a).count(), 1);

    assert!(matches!(quiz::answer(&ctx, &load(&ctx, id).await, 999, &right[0], 2).await, Err(Error::NotFound)));
    assert!(quiz::result(&ctx, &load(&ctx, id).await).await.is_err(), "no key before it is handed in");
    quiz::hand_in(&ctx, &load(&ctx, id).await).await.unwrap();
    let twice = quiz::hand_in(&ctx, &load(&ctx, id).await).await;
    assert!(matches!(twice, Err(Error::Conflict(Conflict::HandedIn))));
    let late = quiz::answer(&ctx, &load(&ctx, id).await, 2, &right[1], 3).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::HandedIn))));
    let result = quiz::result(&ctx, &load(&ctx, id).await).await.unwrap();
    assert_eq!((result.score.points, result.passed, result.review), (100, false, Review::Key));
}

#[tokio::test]
async fn every_kind_can_be_answered_rightly_and_wrongly() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    for module in learning::overview(&ctx).await.unwrap() {
        let quiz = quiz::of_module(&ctx, &module.slug).await.unwrap();
        let id = world.take(&ctx, &quiz, Answers::Right).await;
        let result = quiz::result(&ctx, &load(&ctx, id).await).await.unwrap();
        assert_eq!(result.score.points + result.score.waiting * 100, result.score.of, "{}: {result:?}", module.slug);
        assert!(result.passed, "{}", module.slug);
        let id = world.take(&ctx, &quiz, Answers::Wrong).await;
        let score = quiz::result(&ctx, &load(&ctx, id).await).await.unwrap().score;
        assert!(score.points * 5 < score.of, "{}: {score:?}", module.slug);
    }
}

#[tokio::test]
async fn bad_answers_are_named_and_a_repeat_changes_nothing() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let id = start(&ctx).await;
    for (given, error) in [
        (Given::Options(vec![]), FieldError::Empty),
        (Given::Options(vec![99]), FieldError::Choice),
        (Given::Text("text for a choice".into()), FieldError::Choice),
        (Given::Pairs(vec![Some(0)]), FieldError::Choice),
    ] {
        let Err(Error::Invalid(errors)) = quiz::answer(&ctx, &load(&ctx, id).await, 1, &given, 1).await else { panic!("{given:?}") };
        assert_eq!(errors.of("answer"), Some(&error), "{given:?}");
    }
    let saved = |given: quiz::Fields| match given {
        quiz::Fields::Options { options, .. } => options.iter().position(|(_, chosen)| *chosen),
        other => panic!("{other:?}"),
    };
    let tab = |tab: i64, number: i64| (tab << 20) + number;
    for (chosen, sequence, expected) in [(0, tab(5, 2), 0), (1, tab(5, 1), 0), (1, tab(5, 2), 0), (1, tab(9, 1), 1)] {
        quiz::answer(&ctx, &load(&ctx, id).await, 1, &Given::Options(vec![chosen]), sequence).await.unwrap();
        let now = quiz::question(&ctx, &load(&ctx, id).await, 1).await.unwrap().fields;
        assert_eq!(saved(now), Some(expected), "{sequence}");
    }
}

#[tokio::test]
async fn strangers_and_slots_of_other_attempts() {
    let world = World::with_content().await;
    let (ana, eve) = (world.person("Ana").await, world.person("Eve").await);
    let (ctx, eves) = (world.ctx(ana).await, world.ctx(eve).await);
    let id = start(&ctx).await;
    assert!(matches!(quiz::load_for::<action::Answer>(&eves, id).await, Err(Error::NotFound)));
    assert!(matches!(quiz::load_for::<action::Answer>(&world.backend.anonymous(), id).await, Err(Error::SignIn)));
    // a short attempt has no fifth place, whatever another attempt has
    with_quiz(&world, "draw = { random = [{ count = 4 }] }").await;
    let short = start(&eves).await;
    let given = Given::Options(vec![0]);
    assert!(matches!(quiz::answer(&eves, &load(&eves, short).await, 5, &given, 1).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_changed_question_is_a_new_version_and_an_attempt_keeps_the_old_one() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let id = start(&ctx).await;
    let asked = quiz::question(&ctx, &load(&ctx, id).await, 1).await.unwrap().text_html;
    let mut files = content::built_in();
    for (path, text) in &mut files {
        if path.contains("/questions/") {
            text.push_str("\nChanged.\n");
        }
    }
    world.wait(Duration::hours(1));
    import::curriculum(&world.backend, &files, Dry::No, Overwrite::Never).await.unwrap();
    assert_eq!(quiz::question(&ctx, &load(&ctx, id).await, 1).await.unwrap().text_html, asked);
    quiz::hand_in(&ctx, &load(&ctx, id).await).await.unwrap();
    let next = start(&ctx).await;
    assert!(quiz::question(&ctx, &load(&ctx, next).await, 1).await.unwrap().text_html.contains("Changed."));
}

#[tokio::test]
async fn the_servers_clock_ends_an_attempt_with_what_is_there() {
    let world = World::with_content().await;
    with_quiz(&world, "time_limit_minutes = 10\nattempts = 2").await;
    let (ana, tom) = (world.person("Ana").await, world.staff("Tom", backend::account::StaffRole::Trainer).await);
    let ctx = world.ctx(ana).await;
    let id = start(&ctx).await;
    let right = quiz::made_up_answers(&ctx, id, |_| true).await.unwrap();
    quiz::answer(&ctx, &load(&ctx, id).await, 1, &right[0], 1).await.unwrap();
    world.wait(Duration::seconds(10 * 60 + 59));
    let slow = world.ctx(ana).await;
    quiz::answer(&slow, &load(&slow, id).await, 2, &right[1], 2).await.expect("grace for a slow link");
    world.wait(Duration::seconds(2));
    let late = world.ctx(ana).await;
    let refused = quiz::answer(&late, &load(&late, id).await, 3, &right[2], 3).await;
    assert!(matches!(refused, Err(Error::Conflict(Conflict::TimeUp))), "{refused:?}");
    testing::tick(&world.backend).await.unwrap();
    let done = load(&late, id).await;
    assert_eq!(done.score.unwrap().points, 200, "what was saved counts");
    assert_eq!(done.submitted_at, done.timing.deadline);

    // extra time
    let toms = world.ctx(tom).await;
    let teach = access::network(&toms).unwrap();
    quiz::give_extra_time(&toms, &teach, "ana@example.org", "100").await.unwrap();
    let Err(Error::Invalid(errors)) = quiz::give_extra_time(&toms, &teach, "nobody@example.org", "x").await else { panic!("was taken") };
    assert_eq!(errors.0.len(), 2);
    let second = start(&late).await;
    assert_eq!(load(&late, second).await.timing.seconds_left(late.now), Some(20 * 60));

    // the clock jumps back: no time is gained, nothing is lost
    world.wait(Duration::hours(-5));
    let back = world.ctx(ana).await;
    assert_eq!(load(&back, second).await.timing.seconds_left(back.now), Some(20 * 60));
    quiz::answer(&back, &load(&back, second).await, 1, &quiz::made_up_answers(&back, second, |_| true).await.unwrap()[0], 1).await.unwrap();
    world.wait(Duration::hours(50));
    let ctx = world.ctx(ana).await;
    let standing = quiz::standing(&ctx, &quiz::of_module(&ctx, MODULE).await.unwrap()).await.unwrap();
    assert!(standing.latest().unwrap().submitted_at.is_some(), "its page hands it in, too");
    let more = quiz::start(&ctx, &quiz::of_module(&ctx, MODULE).await.unwrap()).await;
    assert!(matches!(more, Err(Error::Conflict(Conflict::NoAttemptLeft))), "{more:?}");
}

#[tokio::test]
async fn after_two_failures_there_is_a_pause() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    for _ in 0..2 {
        world.take_quiz(ana, MODULE, Answers::Wrong).await;
    }
    let ctx = world.ctx(ana).await;
    let third = quiz::start(&ctx, &quiz::of_module(&ctx, MODULE).await.unwrap()).await;
    assert!(matches!(third, Err(Error::Conflict(Conflict::WaitFirst))), "{third:?}");
    world.wait(Duration::minutes(10));
    world.take_quiz(ana, MODULE, Answers::Right).await;
}

#[tokio::test]
async fn an_exam_hides_the_key_until_it_is_passed() {
    let world = World::with_content().await;
    with_quiz(&world, "review = \"exam\"").await;
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let quiz = quiz::of_module(&ctx, MODULE).await.unwrap();
    let failed = world.take(&ctx, &quiz, Answers::Wrong).await;
    let result = quiz::result(&ctx, &load(&ctx, failed).await).await.unwrap();
    assert_eq!(result.review, Review::Score);
    for question in &result.questions {
        assert!(question.feedback_html.is_empty());
        match &question.shown {
            Shown::Options(options) => assert!(options.iter().all(|o| o.right.is_none() && o.feedback_html.is_empty())),
            Shown::Lines(lines) => assert!(lines.iter().all(|l| l.right.is_none() && l.is_right.is_none())),
            other => panic!("{other:?}"),
        }
    }
    world.take(&ctx, &quiz, Answers::Right).await;
    let result = quiz::result(&ctx, &load(&ctx, failed).await).await.unwrap();
    assert_eq!(result.review, Review::Key);
}

#[tokio::test]
async fn only_the_first_attempt_may_count() {
    let world = World::with_content().await;
    with_quiz(&world, "counts = \"first\"").await;
    let ana = world.person("Ana").await;
    world.take_quiz(ana, MODULE, Answers::Wrong).await;
    world.take_quiz(ana, MODULE, Answers::Right).await;
    assert!(!learning::module(&world.ctx(ana).await, MODULE).await.unwrap().quiz_passed);
}

#[tokio::test]
async fn a_quiz_that_draws_more_than_there_is_is_refused_when_it_is_written() {
    let mut files = content::built_in();
    for (path, text) in &mut files {
        if path.ends_with("01-role-of-civil-society/module.md") {
            *text = text.replace("pass_percent = 80\n", "pass_percent = 80\n\n[quiz]\ndraw = { random = [{ count = 40 }] }\n");
        }
    }
    let Err(Error::Content(wrong)) = content::read(&files, "en") else { panic!("was taken") };
    assert!(wrong[0].to_string().contains("draws 40 questions"), "{wrong:?}");
}

#[tokio::test]
async fn void_and_rescore_tells_whose_result_changed() {
    let world = World::with_content().await;
    let (ana, ben) = (world.person("Ana").await, world.person("Ben").await);
    let tom = world.staff("Tom", backend::account::StaffRole::Trainer).await;
    let (ctx, toms) = (world.ctx(ana).await, world.ctx(tom).await);
    // Ana is right everywhere but in three questions of fourteen: 78 per cent
    let id = start(&ctx).await;
    let (right, wrong) =
        (quiz::made_up_answers(&ctx, id, |_| true).await.unwrap(), quiz::made_up_answers(&ctx, id, |_| false).await.unwrap());
    for (n, position) in (0..right.len()).zip(1..) {
        let given = if n < 3 { &wrong[n] } else { &right[n] };
        quiz::answer(&ctx, &load(&ctx, id).await, position, given, 1).await.unwrap();
    }
    quiz::hand_in(&ctx, &load(&ctx, id).await).await.unwrap();
    assert!(!load(&ctx, id).await.passed);
    world.take_quiz(ben, MODULE, Answers::Right).await;

    let teach = access::network(&toms).unwrap();
    let asked = quiz::question(&ctx, &load(&ctx, id).await, 1).await.unwrap().text_html;
    let bank = quiz::bank_of_all(&toms, &teach).await.unwrap();
    let entry = bank.iter().find(|b| b.spec.text == asked).unwrap();
    let question = quiz::question_of_bank(&toms, entry.question, None).await.unwrap();
    let Err(Error::Invalid(errors)) = quiz::correct(&toms, &question, &Correction::Void, " ").await else { panic!("without a reason") };
    assert!(errors.of("reason").is_some());
    assert_eq!(quiz::correct(&toms, &question, &Correction::Void, "two right answers").await.unwrap(), 1, "Ben's result did not change");
    assert_eq!(quiz::correct(&toms, &question, &Correction::Void, "again").await.unwrap(), 0);
    let told = notice::own(&ctx, 1).await.unwrap().rows;
    assert!(matches!(&told[..], [one] if matches!(one.told(), Some(quiz::Told::ResultChanged { before: 78, after: 84, .. }))), "{told:?}");
    assert!(load(&ctx, id).await.passed, "11 of 13 passes");
    assert!(learning::module(&ctx, MODULE).await.unwrap().quiz_passed);
    assert!(notice::own(&world.ctx(ben).await, 1).await.unwrap().rows.is_empty());
    notice::put_away(&ctx, told[0].id).await.unwrap();
    assert!(notice::own(&ctx, 1).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn accept_this_answer_too_and_rescore() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let tom = world.staff("Tom", backend::account::StaffRole::Trainer).await;
    let (ctx, toms) = (world.ctx(ana).await, world.ctx(tom).await);
    let quiz = quiz::of_module(&ctx, MODULE).await.unwrap();
    let id = world.take(&ctx, &quiz, Answers::Wrong).await;
    let before = load(&ctx, id).await.score.unwrap();
    let teach = access::network(&toms).unwrap();
    let bank = quiz::bank_of_all(&toms, &teach).await.unwrap();
    let entry = bank.iter().find(|b| b.module_slug == MODULE && b.spec.kind() == domain::quiz::Kind::TrueFalse).unwrap();
    let question = quiz::question_of_bank(&toms, entry.question, None).await.unwrap();
    let wrong = question.spec.options().iter().position(|o| !o.is_right()).unwrap();
    let none = quiz::correct(&toms, &question, &Correction::AcceptOption { option: 9 }, "x").await;
    assert!(matches!(none, Err(Error::Invalid(_))));
    assert_eq!(quiz::correct(&toms, &question, &Correction::AcceptOption { option: wrong }, "both can be said").await.unwrap(), 1);
    assert_eq!(load(&ctx, id).await.score.unwrap().points, before.points + 100);
    let result = quiz::result(&ctx, &load(&ctx, id).await).await.unwrap();
    let shown = result.questions.iter().find(|q| q.text_html == question.spec.text).unwrap();
    let Shown::Options(options) = &shown.shown else { panic!("is a choice") };
    assert!(options.iter().all(|o| o.right == Some(true)), "what was accepted is shown as right, too");
    assert!(matches!(quiz::question_of_bank(&ctx, entry.question, None).await, Err(Error::NotFound)), "no participant sees a key");
}

#[tokio::test]
async fn an_open_answer_is_graded_with_the_rubric() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let tom = world.staff("Tom", backend::account::StaffRole::Trainer).await;
    let (ctx, toms) = (world.ctx(ana).await, world.ctx(tom).await);
    let quiz = quiz::of_module(&ctx, "smart-recommendations").await.unwrap();
    let id = world.take(&ctx, &quiz, Answers::Right).await;
    assert_eq!(load(&ctx, id).await.score.unwrap().waiting, 1);
    let teach = access::network(&toms).unwrap();
    let waiting = quiz::waiting(&toms, &teach, 1).await.unwrap().rows;
    assert_eq!(waiting.len(), 1);
    let most: Vec<String> = waiting[0].criteria.iter().map(|c| c.points.to_string()).collect();
    let bad = quiz::GradeForm { points: vec!["99".into()], comment: String::new() };
    let Err(Error::Invalid(errors)) = quiz::grade_open(&toms, &teach, id, waiting[0].position, &bad).await else { panic!("was taken") };
    assert_eq!(errors.0.len(), most.len());
    let good = quiz::GradeForm { points: most, comment: "Clear.".into() };
    quiz::grade_open(&toms, &teach, id, waiting[0].position, &good).await.unwrap();
    let score = load(&ctx, id).await.score.unwrap();
    assert_eq!((score.points, score.waiting), (score.of, 0));
    assert!(matches!(&notice::own(&ctx, 1).await.unwrap().rows[..], [one] if matches!(one.told(), Some(quiz::Told::AnswerGraded { .. }))));
    assert!(quiz::waiting(&toms, &teach, 1).await.unwrap().rows.is_empty());
    let nobody = access::network::<action::Teach>(&ctx);
    assert!(matches!(nobody, Err(Error::NotFound)));
}

#[tokio::test]
async fn the_test_before_makes_known_modules_optional_and_the_one_after_shows_the_gain() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let before = quiz::test(&ctx, Purpose::Before).await.unwrap();
    let id = world.take(&ctx, &before, Answers::Right).await;
    let result = quiz::result(&ctx, &load(&ctx, id).await).await.unwrap();
    assert_eq!(result.questions.len(), 15, "one for each outcome of three modules");
    assert_eq!(result.review, Review::Score, "its key is never shown");
    let again = quiz::start(&ctx, &before).await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::NoAttemptLeft))));
    let known = learning::overview(&ctx).await.unwrap().iter().filter(|m| m.progress.known).count();
    assert_eq!(known, 3);
    assert_eq!(learning::module(&ctx, MODULE).await.unwrap().next(), learning::Next::Quiz, "the lessons are optional, the quiz is not");
    for module in ["role-of-civil-society", "engagement-and-advocacy", "drafting-a-submission"] {
        world.take_quiz(ana, module, Answers::Right).await;
    }
    assert_eq!(training::own(&ctx).await.unwrap().records.len(), 1);

    let ben = world.person("Ben").await;
    let bens = world.ctx(ben).await;
    world.take(&bens, &quiz::test(&bens, Purpose::Before).await.unwrap(), Answers::Wrong).await;
    assert_eq!(learning::overview(&bens).await.unwrap().iter().filter(|m| m.progress.known).count(), 0);
    world.take(&bens, &quiz::test(&bens, Purpose::After).await.unwrap(), Answers::Right).await;
    let own = learning::own_gain(&bens).await.unwrap();
    assert_eq!(own.len(), 15);
    assert!(own.iter().all(|o| domain::learning::gain(o.own.0, o.own.1).is_some_and(|g| g > 0.0)), "{own:?}");
    let tom = world.staff("Tom", backend::account::StaffRole::Trainer).await;
    let toms = world.ctx(tom).await;
    let group = learning::group_gains(&toms, &access::network(&toms).unwrap()).await.unwrap();
    assert!(group.iter().all(|o| o.group.is_some_and(|g| g.people == 1)), "Ana took no second test");
}

#[tokio::test]
async fn what_was_wrong_comes_back_by_letter_and_can_be_switched_off() {
    let mut world = World::with_content().await;
    let sent = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let wording = |_: &backend::mail::Letter, _: &str, off: &str| Words { subject: "Upright".into(), text: off.to_owned() };
    let mailer = Mailer::new(Transport::Memory(sent.clone()), "upright@example.org", "https://upright.example.org", wording).unwrap();
    world.backend = world.backend.clone().with_mailer(mailer);
    let ana = world.person("Ana").await;
    world.take_quiz(ana, MODULE, Answers::Wrong).await;
    let work = async |world: &World| {
        testing::tick(&world.backend).await.unwrap();
        testing::run_due(&world.backend).await.unwrap()
    };
    assert_eq!(work(&world).await, 0);
    assert!(learning::due_reviews(&world.ctx(ana).await).await.unwrap().is_empty());
    for day in [2, 7, 21] {
        let today = "2026-11-24".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(day);
        world.wait(Duration::days((today - world.now().date_naive()).num_days()));
        assert_eq!(work(&world).await, 1, "day {day}");
        assert_eq!(work(&world).await, 0, "one letter a day");
        let ctx = world.ctx(ana).await;
        assert_eq!(learning::due_reviews(&ctx).await.unwrap().len(), 1);
        let review = quiz::review(&ctx, MODULE).await.unwrap();
        let id = world.take(&ctx, &review, Answers::Wrong).await;
        assert_eq!(quiz::result(&ctx, &load(&ctx, id).await).await.unwrap().questions.len(), 3);
        assert!(learning::due_reviews(&ctx).await.unwrap().is_empty(), "taken is done");
    }
    let letters = sent.lock().unwrap().clone();
    assert_eq!(letters.len(), 3);
    assert_eq!(letters[0].to, "ana@example.org");
    let link = letters[0].words.text.clone();
    let token = link.strip_prefix("https://upright.example.org/reminders-off/").unwrap();
    let nobody = world.backend.anonymous();
    assert!(matches!(learning::switch_off_by_letter(&nobody, &format!("{token}0")).await, Err(Error::NotFound)));
    learning::switch_off_by_letter(&nobody, token).await.unwrap();
    assert!(!learning::reviews_on(&world.ctx(ana).await).await.unwrap());
    world.wait(Duration::minutes(30));
    world.take_quiz(ana, MODULE, Answers::Wrong).await;
    world.wait(Duration::days(2));
    assert_eq!(work(&world).await, 0);
    assert!(learning::due_reviews(&world.ctx(ana).await).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_review_gives_no_key_away_before_its_time() {
    let world = World::with_content().await;
    let (ana, ben) = (world.person("Ana").await, world.person("Ben").await);
    let ctx = world.ctx(ana).await;
    world.take(&ctx, &quiz::test(&ctx, Purpose::Before).await.unwrap(), Answers::Wrong).await;
    assert!(matches!(quiz::review(&ctx, MODULE).await, Err(Error::NotFound)), "the test before is not reviewed");
    world.take_quiz(ana, MODULE, Answers::Wrong).await;
    let early = quiz::start(&ctx, &quiz::review(&ctx, MODULE).await.unwrap()).await;
    assert!(matches!(early, Err(Error::Conflict(Conflict::WaitFirst))), "{early:?}");
    with_quiz(&world, "review = \"exam\"").await;
    world.take_quiz(ben, MODULE, Answers::Wrong).await;
    world.wait(Duration::days(2));
    let bens = world.ctx(ben).await;
    let id = world.take(&bens, &quiz::review(&bens, MODULE).await.unwrap(), Answers::Wrong).await;
    assert_eq!(quiz::result(&bens, &load(&bens, id).await).await.unwrap().review, Review::Score, "what the exam hides its review hides");
}

#[tokio::test]
async fn a_letter_that_can_not_be_sent_is_tried_again() {
    let mut world = World::with_content().await;
    let wording = |_: &backend::mail::Letter, _: &str, off: &str| Words { subject: "Upright".into(), text: off.to_owned() };
    let nowhere = Mailer::smtp("smtp://127.0.0.1:9").unwrap();
    world.backend = world.backend.clone().with_mailer(Mailer::new(nowhere, "upright@example.org", "https://u.example", wording).unwrap());
    let ana = world.person("Ana").await;
    world.take_quiz(ana, MODULE, Answers::Wrong).await;
    world.wait(Duration::days(2));
    testing::tick(&world.backend).await.unwrap();
    assert_eq!(testing::run_due(&world.backend).await.unwrap(), 1, "the letter is asked for");
    assert_eq!(backend::mail::send_due(&world.backend).await.unwrap(), 0, "not before its time");
    let sent = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    world.backend = world.backend.clone().with_mailer(Mailer::new(Transport::Memory(sent.clone()), "a@example.org", "", wording).unwrap());
    world.wait(Duration::minutes(1));
    assert_eq!(backend::mail::send_due(&world.backend).await.unwrap(), 1);
    assert_eq!(sent.lock().unwrap().len(), 1);
    assert!(matches!(Mailer::smtp("no address"), Err(Error::Unreachable(_))));
}

#[tokio::test]
async fn item_analysis_counts_the_first_attempt_of_each_person() {
    let world = World::with_content().await;
    let tom = world.staff("Tom", backend::account::StaffRole::Trainer).await;
    for n in 0..4 {
        let person = world.person(&format!("P{n}")).await;
        world.take_quiz(person, MODULE, if n < 2 { Answers::Right } else { Answers::Wrong }).await;
        world.take_quiz(person, MODULE, Answers::Right).await;
    }
    let toms = world.ctx(tom).await;
    let module = learning::load_for::<action::Learn>(&toms, MODULE).await.unwrap();
    let report = quiz::item_report(&toms, &access::network(&toms).unwrap(), &module).await.unwrap();
    assert_eq!(report.len(), 14);
    for item in &report {
        assert_eq!(item.item.n, 4);
        assert_eq!(item.item.facility, Some(0.5));
        assert!(item.item.discrimination.is_some_and(|d| (d - 100.0).abs() < 1e-6));
        assert_eq!(item.advice, domain::quiz::items::Advice::TooFew);
    }
}

/// Attempts that nobody handed in, without looking at their pages, which would.
async fn open_attempts(world: &World) -> i64 {
    use sea_orm::{ConnectionTrait, Statement};
    let db = world.backend.db.connection();
    let sql = "SELECT COUNT(*) FROM attempt WHERE submitted_at IS NULL";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

#[tokio::test]
async fn an_overdue_attempt_stays_handed_in_when_no_new_one_can_be_started() {
    let world = World::with_content().await;
    with_quiz(&world, "time_limit_minutes = 10").await;
    let ana = world.person("Ana").await;
    // a review: what was due is done by handing the old attempt in, so a new one has to wait
    world.take_quiz(ana, MODULE, Answers::Wrong).await;
    world.wait(Duration::days(2));
    let ctx = world.ctx(ana).await;
    quiz::start(&ctx, &quiz::review(&ctx, MODULE).await.unwrap()).await.unwrap();
    world.backend.db.run_sql("UPDATE attempt SET deadline_at = started_at WHERE submitted_at IS NULL").await.unwrap();
    world.wait(Duration::minutes(5));
    let ctx = world.ctx(ana).await;
    let review = quiz::review(&ctx, MODULE).await.unwrap();
    assert_eq!(open_attempts(&world).await, 1);
    let refused = quiz::start(&ctx, &review).await;
    assert!(matches!(refused, Err(Error::Conflict(Conflict::WaitFirst))), "{refused:?}");
    assert_eq!(open_attempts(&world).await, 0, "what was handed in stays so");

    // a quiz whose questions were retired meanwhile
    start(&ctx).await;
    world.wait(Duration::minutes(20));
    world.backend.db.run_sql("UPDATE question SET retired_at = '2026-01-01 00:00:00+00:00'").await.unwrap();
    let ctx = world.ctx(ana).await;
    assert_eq!(open_attempts(&world).await, 1);
    let refused = quiz::start(&ctx, &quiz::of_module(&ctx, MODULE).await.unwrap()).await;
    assert!(matches!(refused, Err(Error::Conflict(Conflict::TooFewQuestions))), "{refused:?}");
    assert_eq!(open_attempts(&world).await, 0, "what was handed in stays so");
}

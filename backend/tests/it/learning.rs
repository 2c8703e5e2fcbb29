//! Lessons, quizzes, and being trained by self-study.

use backend::{
    Conflict, Error,
    import::Dry,
    learning::{self, Next, content},
    quiz,
    testing::{Answers, World},
    training,
};
use chrono::Duration;
use domain::{form::FieldError, policy::action, training::Path};

const MODULES: [&str; 3] = ["role-of-civil-society", "engagement-and-advocacy", "drafting-a-submission"];

#[tokio::test]
async fn three_modules_passed_make_a_person_trained_once() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    for module in MODULES {
        assert!(training::own(&world.ctx(ana).await).await.unwrap().records.is_empty());
        world.read_all(ana, module).await;
        world.take_quiz(ana, module, Answers::Right).await;
    }
    let own = training::own(&world.ctx(ana).await).await.unwrap();
    assert_eq!(own.records, [(world.now().date_naive(), Path::SelfStudy)]);
    world.take_quiz(ana, MODULES[0], Answers::Right).await;
    world.read_all(ana, MODULES[0]).await;
    assert_eq!(training::own(&world.ctx(ana).await).await.unwrap().records.len(), 1, "doing it again makes no second record");
}

#[tokio::test]
async fn the_order_of_reading_and_quiz_does_not_matter() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    for module in MODULES {
        world.take_quiz(ana, module, Answers::Right).await;
    }
    for module in MODULES {
        assert!(training::own(&world.ctx(ana).await).await.unwrap().records.is_empty());
        world.read_all(ana, module).await;
    }
    assert_eq!(training::own(&world.ctx(ana).await).await.unwrap().records.len(), 1);
}

#[tokio::test]
async fn what_is_missing_is_said() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let next = |view: learning::ModuleView| view.next();
    let ctx = world.ctx(ana).await;
    let first = learning::module(&ctx, MODULES[0]).await.unwrap();
    let slug = first.outline[0].slug.clone();
    assert!(matches!(next(first), Next::Lesson { slug: s, .. } if s == slug));
    world.read_all(ana, MODULES[0]).await;
    assert_eq!(next(learning::module(&ctx, MODULES[0]).await.unwrap()), Next::Quiz);
    world.take_quiz(ana, MODULES[0], Answers::Wrong).await;
    assert_eq!(next(learning::module(&ctx, MODULES[0]).await.unwrap()), Next::Quiz, "a failed quiz is still missing");
    world.take_quiz(ana, MODULES[0], Answers::Right).await;
    assert_eq!(next(learning::module(&ctx, MODULES[0]).await.unwrap()), Next::Nothing);
}

#[tokio::test]
async fn an_attempt_is_one_however_often_it_is_started_and_answers_are_kept() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let start = || async { quiz::start(&ctx, learning::load_for(&ctx, MODULES[0]).await.unwrap()).await.unwrap() };
    let both = futures::future::join(start(), start()).await;
    assert_eq!(both.0, both.1);
    let id = both.0;

    let key = quiz::key_for_tests(&ctx, id).await;
    let right: Vec<usize> = (0..key[0].len()).filter(|i| key[0][*i]).collect();
    quiz::answer(&ctx, quiz::load_for(&ctx, id).await.unwrap(), 1, &right).await.unwrap();
    let question = quiz::question(&ctx, &quiz::load_for(&ctx, id).await.unwrap(), 1).await.unwrap();
    assert_eq!(question.options.iter().map(|o| o.chosen).collect::<Vec<_>>(), key[0]);

    for (position, chosen, error) in [(1, vec![], FieldError::Empty), (1, vec![99], FieldError::Choice)] {
        let Err(Error::Invalid(errors)) = quiz::answer(&ctx, quiz::load_for(&ctx, id).await.unwrap(), position, &chosen).await else {
            panic!("was taken")
        };
        assert_eq!(errors.of("option"), Some(&error));
    }
    assert!(matches!(quiz::answer(&ctx, quiz::load_for(&ctx, id).await.unwrap(), 999, &[0]).await, Err(Error::NotFound)));
    assert!(quiz::result(&ctx, &quiz::load_for(&ctx, id).await.unwrap()).await.is_err(), "no key before it is handed in");

    quiz::hand_in(&ctx, quiz::load_for(&ctx, id).await.unwrap()).await.unwrap();
    let twice = quiz::hand_in(&ctx, quiz::load_for(&ctx, id).await.unwrap()).await;
    assert!(matches!(twice, Err(Error::Conflict(Conflict::HandedIn))));
    let late = quiz::answer(&ctx, quiz::load_for(&ctx, id).await.unwrap(), 2, &[0]).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::HandedIn))));
    let result = quiz::result(&ctx, &quiz::load_for(&ctx, id).await.unwrap()).await.unwrap();
    assert_eq!((result.score.points, result.passed), (100, false));
}

#[tokio::test]
async fn nobody_and_strangers_see_no_attempt_and_no_lesson() {
    let world = World::with_content().await;
    let (ana, eve) = (world.person("Ana").await, world.person("Eve").await);
    let ctx = world.ctx(ana).await;
    let id = quiz::start(&ctx, learning::load_for(&ctx, MODULES[0]).await.unwrap()).await.unwrap();
    assert!(matches!(quiz::load_for::<action::Answer>(&world.ctx(eve).await, id).await, Err(Error::NotFound)));
    let nobody = world.backend.anonymous();
    assert!(matches!(quiz::load_for::<action::Answer>(&nobody, id).await, Err(Error::SignIn)));
    let slug = &learning::module(&nobody, MODULES[0]).await.unwrap().outline[0].slug;
    assert!(matches!(learning::lesson(&nobody, MODULES[0], slug).await, Err(Error::SignIn)));
    assert!(matches!(learning::lesson(&ctx, MODULES[0], "no-such-lesson").await, Err(Error::NotFound)));
    assert!(matches!(learning::lesson(&ctx, "no-such-module", slug).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_changed_question_is_a_new_version_and_an_attempt_keeps_the_old_one() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let id = quiz::start(&ctx, learning::load_for(&ctx, MODULES[0]).await.unwrap()).await.unwrap();
    let before = quiz::key_for_tests(&ctx, id).await;
    let asked = quiz::question(&ctx, &quiz::load_for(&ctx, id).await.unwrap(), 1).await.unwrap().body_html;

    let mut files = content::built_in();
    for (path, text) in &mut files {
        if path.contains("/questions/") {
            text.push_str("\nChanged.\n");
        }
    }
    world.wait(Duration::hours(1));
    learning::import(&world.backend, &files, Dry::No).await.unwrap();
    assert_eq!(quiz::key_for_tests(&ctx, id).await, before);
    assert_eq!(quiz::question(&ctx, &quiz::load_for(&ctx, id).await.unwrap(), 1).await.unwrap().body_html, asked);
    quiz::hand_in(&ctx, quiz::load_for(&ctx, id).await.unwrap()).await.unwrap();
    let next = quiz::start(&ctx, learning::load_for(&ctx, MODULES[0]).await.unwrap()).await.unwrap();
    let asked = quiz::question(&ctx, &quiz::load_for(&ctx, next).await.unwrap(), 1).await.unwrap().body_html;
    assert!(asked.contains("Changed."));
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    world.read_all(ana, MODULES[0]).await;
    let before = learning::overview(&world.ctx(ana).await).await.unwrap();
    learning::import(&world.backend, &content::built_in(), Dry::No).await.unwrap();
    let after = learning::overview(&world.ctx(ana).await).await.unwrap();
    assert_eq!(format!("{before:?}"), format!("{after:?}"));
    assert_eq!(after.iter().map(|m| m.slug.as_str()).collect::<Vec<_>>(), MODULES);
}

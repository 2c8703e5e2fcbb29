//! Lessons, quizzes, and being trained by self-study.

use backend::{
    Error,
    authoring::Overwrite,
    import::{self, Dry},
    learning::{self, Next, content},
    testing::{Answers, World},
    training,
};
use domain::training::Path;

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
async fn nobody_sees_a_lesson() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let nobody = world.backend.anonymous();
    let slug = &learning::module(&nobody, MODULES[0]).await.unwrap().outline[0].slug;
    assert!(matches!(learning::lesson(&nobody, MODULES[0], slug).await, Err(Error::SignIn)));
    assert!(matches!(learning::lesson(&ctx, MODULES[0], "no-such-lesson").await, Err(Error::NotFound)));
    assert!(matches!(learning::lesson(&ctx, "no-such-module", slug).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    world.read_all(ana, MODULES[0]).await;
    let before = learning::overview(&world.ctx(ana).await).await.unwrap();
    import::curriculum(&world.backend, &content::built_in(), Dry::No, Overwrite::Never).await.unwrap();
    let after = learning::overview(&world.ctx(ana).await).await.unwrap();
    assert_eq!(format!("{before:?}"), format!("{after:?}"));
    assert_eq!(after.len(), 10);
}

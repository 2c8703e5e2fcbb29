//! What is kept in memory is dropped on every server when it changes, and at once for who changed it.

use backend::{
    Backend, access,
    account::StaffRole,
    clock::Clock,
    db::listen,
    learning,
    live::Heard,
    testing::World,
    training::{self, RuleForm},
};
use domain::live::Topic;
use tokio_util::sync::CancellationToken;

/// The share of the minutes that the rule in force asks for, as a page of this server shows it.
async fn percent(world: &World, server: &Backend) -> u32 {
    let ana = backend::testing::people_of(&world.backend).await.into_iter().find(|(_, name)| name == "Ana").unwrap().0;
    let ctx = server.acting_for(ana).await.unwrap();
    learning::own_programme(&ctx).await.unwrap().unwrap().rule.workshop_percent
}

/// An administrator puts another rule in force.
async fn another_rule(world: &World, percent: u32) {
    let admin = backend::testing::people_of(&world.backend).await.into_iter().find(|(_, name)| name == "Ada").unwrap().0;
    let ctx = world.ctx(admin).await;
    let by = access::network(&ctx).unwrap();
    let programmes = training::programmes(&ctx, &by).await.unwrap();
    let rule = programmes[0].rule().unwrap();
    let form = RuleForm {
        workshop_percent: percent.to_string(),
        late_limit_minutes: rule.late_limit_minutes.to_string(),
        modules: rule.required_modules.iter().map(ToString::to_string).collect(),
        reason: "A test".into(),
        base: rule.version.to_string(),
    };
    training::save_rule(&ctx, &by, programmes[0].id, &form).await.unwrap();
}

async fn world() -> World {
    let world = World::with_content().await;
    world.person("Ana").await;
    world.staff("Ada", StaffRole::Administrator).await;
    world
}

#[tokio::test]
async fn who_changes_it_sees_it_at_once_and_so_does_all_of_the_process() {
    let world = world().await;
    let other = Backend::new(world.backend.db.clone(), Clock::fixed(world.now()));
    let before = percent(&world, &world.backend).await;
    assert_eq!(percent(&world, &other).await, before);
    another_rule(&world, before - 1).await;
    assert_eq!(percent(&world, &world.backend).await, before - 1);
    assert_eq!(percent(&world, &other).await, before - 1);
}

#[tokio::test]
async fn another_server_drops_it_when_postgresql_tells_it() {
    let world = world().await;
    if !world.backend.db.is_postgres() {
        // SQLite has one server: see the test above
        return;
    }
    let other = Backend::new(world.another_server().await, Clock::fixed(world.now()));
    let mut heard = other.db.hub().subscribe();
    let stop = CancellationToken::new();
    let listening = tokio::spawn(listen(other.db.clone(), stop.clone()));
    assert_eq!(heard.recv().await.unwrap(), Heard::Resync, "the line stands");
    let before = percent(&world, &other).await;
    another_rule(&world, before - 1).await;
    let told = async { while heard.recv().await.unwrap() != Heard::Changed(Topic::Content) {} };
    tokio::time::timeout(std::time::Duration::from_secs(30), told).await.expect("PostgreSQL told the other server");
    assert_eq!(percent(&world, &other).await, before - 1);
    stop.cancel();
    listening.await.unwrap();
}

#[tokio::test]
async fn what_changes_while_it_is_made_is_made_again() {
    let world = world().await;
    let ada = backend::testing::people_of(&world.backend).await.into_iter().find(|(_, name)| name == "Ada").unwrap().0;
    let ctx = world.ctx(ada).await;
    let day = world.now().date_naive();
    let made = ctx.kept_html(Topic::Content, "test", day, async || {
        another_rule(&world, 51).await;
        Ok::<_, ()>("old".to_owned())
    });
    assert_eq!(made.await, Ok("old".to_owned()));
    let new = async || Ok::<_, ()>("new".to_owned());
    assert_eq!(ctx.kept_html(Topic::Content, "test", day, new).await, Ok("new".to_owned()), "the old one is outdated");
    let never = async || panic!("it is kept");
    assert_eq!(ctx.kept_html::<(), _>(Topic::Content, "test", day, never).await, Ok("new".to_owned()));
    let tomorrow = day.succ_opt().unwrap();
    let next = async || Ok::<_, ()>("next".to_owned());
    assert_eq!(ctx.kept_html(Topic::Content, "test", tomorrow, next).await, Ok("next".to_owned()), "another day, another page");
}

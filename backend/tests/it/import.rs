//! Files people bring: a bad row stops all, and every bad row is named.

use backend::{
    Error, access,
    account::StaffRole,
    import::{self, Dry, Kind},
    testing::{World, people_of},
    training,
};
use domain::register::Filter;

#[tokio::test]
async fn organisations_and_people_come_in_once() {
    let world = World::with_content().await;
    let organisations = "name,country\nLamplight,irl\nRiver Voices,TGO\n";
    let people = "name,organisation,member_since,trained_on\nAna,Lamplight,2024-01-01,2025-02-03\nBea,river voices,2024-01-01,\nCy,,2024-01-01,2025-02-03\n";
    let run = async |kind, text: &str, dry| import::run(&world.backend, None, kind, text, dry).await.unwrap().counts();
    assert_eq!(run(Kind::Organisations, organisations, Dry::Run).await.new, 2);
    assert_eq!(run(Kind::Organisations, organisations, Dry::No).await.new, 2);
    assert_eq!(run(Kind::Organisations, organisations, Dry::No).await.known, 2);
    assert_eq!(run(Kind::People, people, Dry::Run).await.new, 3);
    assert!(people_of(&world.backend).await.is_empty(), "a dry run writes nothing");
    run(Kind::People, people, Dry::No).await;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let ctx = world.ctx(admin).await;
    let view = training::totals(&ctx, &access::network(&ctx).unwrap(), &Filter::as_of(ctx.now.date_naive())).await.unwrap();
    assert_eq!((view.figure("individuals"), view.figure("sum_of_organisations")), (2, 1));
}

#[tokio::test]
async fn one_bad_row_stops_the_file_and_every_bad_row_is_named() {
    let world = World::with_content().await;
    let Err(Error::Rows(errors)) =
        import::run(&world.backend, None, Kind::Organisations, "name,country\nGood,IRL\n<b>,IRL\nBad,XXX\n", Dry::No).await
    else {
        panic!("was taken")
    };
    assert_eq!(errors.iter().map(|e| e.line).collect::<Vec<_>>(), [3, 4]);
    let people = "name,organisation,member_since,trained_on\nAna,Good,2024-01-01,\nBea,,someday,2099-01-01\n";
    let Err(Error::Rows(errors)) = import::run(&world.backend, None, Kind::People, people, Dry::No).await else { panic!("was taken") };
    assert_eq!(errors.len(), 1);
    assert!(errors[0].reason.contains("member_since") && errors[0].reason.contains("in the future"), "{}", errors[0]);
    let people = "name,organisation,member_since,trained_on\nAna,Good,2024-01-01,\n";
    let Err(Error::Rows(errors)) = import::run(&world.backend, None, Kind::People, people, Dry::No).await else { panic!("was taken") };
    assert!(errors[0].to_string().starts_with("line 2: organisation: there is no “Good”"), "{}", errors[0]);
    assert!(people_of(&world.backend).await.is_empty());
}

#[tokio::test]
async fn history_comes_in_from_a_file() {
    let world = World::with_content().await;
    let text = "measure,count,from,until,source\nindividuals_trained,63,2020-01-01,2025-12-31,page\n";
    assert_eq!(import::run(&world.backend, None, Kind::History, text, Dry::Run).await.unwrap().counts().new, 1);
    assert_eq!(training::figures(&world.backend.anonymous()).await.unwrap().individuals, (0, 0));
    import::run(&world.backend, None, Kind::History, text, Dry::No).await.unwrap();
    assert_eq!(training::figures(&world.backend.anonymous()).await.unwrap().individuals, (63, 63));
    let bad = "measure,count,from,until,source\npeople,many,2025-01-01,2024-01-01,\n";
    let Err(Error::Rows(errors)) = import::run(&world.backend, None, Kind::History, bad, Dry::No).await else { panic!("was taken") };
    for part in ["measure", "count", "source", "until: is before from"] {
        assert!(errors[0].reason.contains(part), "{} lacks {part}", errors[0]);
    }
}

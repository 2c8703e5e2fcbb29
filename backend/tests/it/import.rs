//! Files people bring: a bad row stops all, and every bad row is named.

use backend::{
    Error, access,
    account::StaffRole,
    import::{self, Dry},
    testing::{World, people_of},
    training,
};

#[tokio::test]
async fn organisations_and_people_come_in_once() {
    let world = World::with_content().await;
    let organisations = "name,country\nLamplight,irl\nRiver Voices,TGO\n";
    let people = "name,organisation,member_since,trained_on\nAna,Lamplight,2024-01-01,2025-02-03\nBea,river voices,2024-01-01,\nCy,,2024-01-01,2025-02-03\n";
    assert_eq!(import::organisations(&world.backend, organisations, Dry::Run).await.unwrap(), 2);
    for _twice in 0..2 {
        assert_eq!(import::organisations(&world.backend, organisations, Dry::No).await.unwrap(), 2);
    }
    assert_eq!(import::people(&world.backend, people, Dry::Run).await.unwrap(), 3);
    assert!(people_of(&world.backend).await.is_empty(), "a dry run writes nothing");
    import::people(&world.backend, people, Dry::No).await.unwrap();
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let ctx = world.ctx(admin).await;
    let view = training::totals(&ctx, &access::network(&ctx).unwrap(), ctx.now.date_naive()).await.unwrap();
    assert_eq!((view.totals.individuals(), view.totals.sum_of_organisations()), (2, 1));
}

#[tokio::test]
async fn one_bad_row_stops_the_file_and_every_bad_row_is_named() {
    let world = World::with_content().await;
    let Err(Error::Rows(errors)) = import::organisations(&world.backend, "name,country\nGood,IRL\n<b>,IRL\nBad,XXX\n", Dry::No).await
    else {
        panic!("was taken")
    };
    assert_eq!(errors.iter().map(|e| e.line).collect::<Vec<_>>(), [3, 4]);
    let people = "name,organisation,member_since,trained_on\nAna,Good,2024-01-01,\nBea,,someday,2099-01-01\n";
    let Err(Error::Rows(errors)) = import::people(&world.backend, people, Dry::No).await else { panic!("was taken") };
    assert_eq!(errors.len(), 1);
    assert!(errors[0].reason.contains("member_since") && errors[0].reason.contains("in the future"), "{}", errors[0]);
    let people = "name,organisation,member_since,trained_on\nAna,Good,2024-01-01,\n";
    let Err(Error::Rows(errors)) = import::people(&world.backend, people, Dry::No).await else { panic!("was taken") };
    assert!(errors[0].to_string().starts_with("line 2: organisation: there is no “Good”"), "{}", errors[0]);
    assert!(people_of(&world.backend).await.is_empty());
}

#[tokio::test]
async fn history_comes_in_from_a_file() {
    let world = World::with_content().await;
    let text = "measure,count,from,until,source\nindividuals_trained,63,2020-01-01,2025-12-31,page\n";
    assert_eq!(training::import_history(&world.backend, text, Dry::Run).await.unwrap(), 1);
    assert_eq!(training::figures(&world.backend.anonymous()).await.unwrap().individuals, (0, 0));
    training::import_history(&world.backend, text, Dry::No).await.unwrap();
    assert_eq!(training::figures(&world.backend.anonymous()).await.unwrap().individuals, (63, 63));
    let bad = "measure,count,from,until,source\npeople,many,2025-01-01,2024-01-01,\n";
    let Err(Error::Rows(errors)) = training::import_history(&world.backend, bad, Dry::No).await else { panic!("was taken") };
    for part in ["measure", "count", "source", "until: is before from"] {
        assert!(errors[0].reason.contains(part), "{} lacks {part}", errors[0]);
    }
}

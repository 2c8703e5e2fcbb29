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

const HEADING: &str = "name,organisation,member_since,trained_on,email,phone\n";

async fn people(world: &World, rows: &str, dry: Dry) -> Result<import::Plan, Error> {
    import::run(&world.backend, None, Kind::People, &format!("{HEADING}{rows}"), dry).await
}

#[tokio::test]
async fn people_who_are_there_are_found_again_and_two_rows_of_one_person_are_one() {
    let world = World::with_content().await;
    let lamp = world.organisation("Lamplight").await;
    let (ana, bea) = (world.person("Ana").await, world.person("Bea Okello").await);
    world.join(bea, lamp).await;
    let rows = "ANA,,2024-01-01,2025-02-03,ANA@example.org,+49 1577 111\n\
                \"Okello, Bea\",lamplight,2024-01-01,31.12.2024,,\n\
                Cy,Lamplight,2024-01-01,31 Dec 2024,cy@x.org,\n\
                Cy,,2024-01-01,12/31/2023,cy@x.org,\n\
                Ana,,2024-01-01,2025-02-03,,491577111\n";
    let plan = people(&world, rows, Dry::No).await.unwrap();
    let outcomes: Vec<import::Outcome> = plan.changes.iter().map(|c| c.outcome).collect();
    use import::Outcome::{KnownByEmail, KnownByName, New, SameAsRow};
    assert_eq!(outcomes, [KnownByEmail, KnownByName, New, SameAsRow(4), SameAsRow(2)]);
    assert_eq!(plan.changes[4].adds, [], "the same training of the same day is one record");
    assert_eq!(people_of(&world.backend).await.len(), 3);
    let again = people(&world, rows, Dry::No).await.unwrap().counts();
    assert_eq!((again.new, again.unchanged), (0, 5), "the same file twice adds nothing");
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let ctx = world.ctx(admin).await;
    let view = training::totals(&ctx, &access::network(&ctx).unwrap(), &Filter::as_of(ctx.now.date_naive())).await.unwrap();
    assert_eq!((view.figure("named"), view.number(training::Section::Year, "2023")), (3, 1));
    assert!(
        backend::people::profile(&ctx, &access::network(&ctx).unwrap(), ana).await.unwrap().contacts.iter().any(|(_, v)| v == "491577111")
    );
}

#[tokio::test]
async fn rows_that_contradict_themselves_or_what_is_there_are_named_and_nothing_is_written() {
    let world = World::with_content().await;
    world.organisation("Lamplight").await;
    people(&world, "Ana,,2024-01-01,,ana@x.org,\nAna,,2024-01-01,2025-01-01,,+49 1577 222\n", Dry::No).await.unwrap();
    let rows = "Ana,,2024-01-01,,ana@x.org,491577222\n\
                Cy,Nowhere,2024-01-01,,,\n\
                Dee,,03/04/2024,45321,,\n\
                Eve,,2024-01-01,,not-an-address,12\n\
                <b>Fay</b>,,2024-01-01,,,\n\
                Good,Lamplight,2024-01-01,,,\n";
    for dry in [Dry::Run, Dry::No] {
        let Err(Error::Rows(errors)) = people(&world, rows, dry).await else { panic!("was taken") };
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        for part in [
            "line 4: member_since: “03/04/2024” could be 2024-04-03 or 2024-03-04",
            "spreadsheet's number",
            "line 5: email",
            "telephone",
            "line 6: name",
        ] {
            assert!(all.iter().any(|e| e.contains(part)), "{part} is not in {all:?}");
        }
        let rows = "Ana,,2024-01-01,,ana@x.org,491577222\nCy,Nowhere,2024-01-01,,,\n";
        let Err(Error::Rows(errors)) = people(&world, rows, dry).await else { panic!("was taken") };
        assert!(errors[0].reason.contains("two different people") && errors[1].reason.contains("there is no “Nowhere”"), "{errors:?}");
    }
    assert_eq!(people_of(&world.backend).await.len(), 2);
}

#[tokio::test]
async fn a_hundred_thousand_rows_are_planned_and_brought_in_all_or_nothing() {
    let world = World::with_content().await;
    world.organisation("Lamplight").await;
    let mut rows: String = (0..100_000).map(|n| format!("Person {n},Lamplight,2024-01-01,2025-01-{:02},,\n", n % 28 + 1)).collect();
    let bad = format!("{rows}Last,Nowhere,2024-01-01,,,\n");
    assert!(matches!(people(&world, &bad, Dry::No).await, Err(Error::Rows(e)) if e.len() == 1 && e[0].line == 100_002));
    assert_eq!(people_of(&world.backend).await.len(), 0);
    let plan = people(&world, &rows, Dry::No).await.unwrap().counts();
    assert_eq!((plan.new, plan.adds["memberships"], plan.adds["records"]), (100_000, 100_000, 100_000));
    assert_eq!(training::figures(&world.backend.anonymous()).await.unwrap().individuals, (100_000, 0));
    rows.truncate(rows.find("Person 10,").unwrap());
    assert_eq!(people(&world, &rows, Dry::Run).await.unwrap().counts().unchanged, 10);
}

#[tokio::test]
async fn an_address_of_an_office_does_not_make_its_people_one() {
    let world = World::with_content().await;
    world.organisation("Lamplight").await;
    let names = ["Amara Okello", "Boris Petrov", "Chen Xiaoming", "Dalia Haddad"];
    let rows: String = names.iter().map(|n| format!("{n},Lamplight,2024-01-01,2025-01-01,info@lamp.org,+44 20 7946 0000\n")).collect();
    let counts = people(&world, &rows, Dry::No).await.unwrap().counts();
    assert_eq!((counts.new, counts.adds["contacts"]), (4, 8));
    assert_eq!(people(&world, &rows, Dry::No).await.unwrap().counts().unchanged, 4);
    assert!(backend::people::look_for_duplicates(&world.backend).await.unwrap() > 0, "they are proposed for somebody to look at");
}

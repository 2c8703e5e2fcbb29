//! The count, on the database.

use backend::{
    Error, access,
    account::StaffRole,
    testing::{Answers, World},
    training::{self, HistoryForm, Section},
};
use chrono::Duration;
use domain::{form::FieldError, policy::action, register::Filter};

const MODULES: [&str; 3] = ["role-of-civil-society", "engagement-and-advocacy", "drafting-a-submission"];

#[tokio::test]
async fn nobody_is_counted_twice_and_every_number_has_its_list() {
    let world = World::with_content().await;
    let (trainer, admin) = (world.staff("Tess", StaffRole::Trainer).await, world.staff("Ada", StaffRole::Administrator).await);
    let (one, two) = (world.organisation("One").await, world.organisation("Two").await);
    let (ana, bea) = (world.person("Ana").await, world.person("Bea").await);
    world.join(ana, one).await;
    world.join(ana, two).await;
    world.join(bea, two).await;

    // Ana by both paths, Bea by workshop
    for module in MODULES {
        world.read_all(ana, module).await;
        world.take_quiz(ana, module, Answers::Right).await;
    }
    let id = world.workshop(trainer, 1).await;
    let meeting = world.meetings(id).await[0];
    for person in [ana, bea] {
        world.register(person, id).await;
        world.mark(trainer, meeting, person, "present").await;
    }
    world.close(trainer, meeting).await;

    let ctx = world.ctx(admin).await;
    let granted = access::network(&ctx).unwrap();
    let today = ctx.now.date_naive();
    let all = Filter::as_of(today);
    let view = training::totals(&ctx, &granted, &all).await.unwrap();
    assert_eq!((view.figure("individuals"), view.figure("sum_of_organisations"), view.figure("in_several")), (2, 3, 1));
    assert_eq!(view.of(Section::Organisation).map(|o| (o.label.as_str(), o.value)).collect::<Vec<_>>(), [("Two", 2), ("One", 1)]);
    let before = training::totals(&ctx, &granted, &Filter::as_of(today - Duration::days(1))).await.unwrap();
    assert_eq!(before.figure("individuals"), 0, "as of yesterday there was nobody");
    let seen = ["registrations", "attendances", "attended", "named"].map(|key| view.figure(key));
    assert_eq!(seen, [2, 2, 2, 2]);

    let people = training::people(&ctx, &granted, &all).await.unwrap();
    assert_eq!(people.iter().map(|p| (p.name.as_str(), p.records.len())).collect::<Vec<_>>(), [("Ana", 2), ("Bea", 1)]);
    for organisation in view.of(Section::Organisation) {
        let filter = Filter { organisation: Some(organisation.key.parse().unwrap()), ..all.clone() };
        let list = training::people(&ctx, &granted, &filter).await.unwrap();
        assert_eq!(u32::try_from(list.len()).unwrap(), organisation.value, "the list behind {}", organisation.label);
    }
    let csv = training::people_csv(&ctx, &granted, &all).await.unwrap();
    assert_eq!(csv.lines().count(), 3);
    assert!(csv.contains("Ana,One; Two,2026-11-24,self_study; workshop,2"), "{csv}");
}

#[tokio::test]
async fn a_person_counts_where_they_belonged_on_the_day() {
    let world = World::with_content().await;
    let (trainer, admin) = (world.staff("Tess", StaffRole::Trainer).await, world.staff("Ada", StaffRole::Administrator).await);
    let ana = world.person("Ana").await;
    let id = world.workshop(trainer, 1).await;
    let meeting = world.meetings(id).await[0];
    world.register(ana, id).await;
    world.mark(trainer, meeting, ana, "present").await;
    world.close(trainer, meeting).await;
    // she joins only afterwards: that day's record stays without an organisation
    let one = world.organisation("One").await;
    world.join(ana, one).await;
    let ctx = world.ctx(admin).await;
    let view = training::totals(&ctx, &access::network(&ctx).unwrap(), &Filter::as_of(ctx.now.date_naive())).await.unwrap();
    assert_eq!((view.figure("individuals"), view.figure("sum_of_organisations"), view.figure("without_organisation")), (1, 0, 1));
}

#[tokio::test]
async fn the_published_history_is_part_of_the_figures_and_can_be_taken_back() {
    let world = World::with_content().await;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let ctx = world.ctx(admin).await;
    for (measure, count) in [("individuals_trained", "63"), ("submitting_members", "13"), ("joint_statements", "35")] {
        let form = HistoryForm {
            measure: measure.into(),
            count: count.into(),
            from: "2020-01-01".into(),
            until: "2025-12-31".into(),
            source: "The network's published page".into(),
        };
        training::add_history(&ctx, access::network(&ctx).unwrap(), &form).await.unwrap();
    }
    let figures = training::figures(&world.backend.anonymous()).await.unwrap();
    assert_eq!((figures.individuals, figures.submitting_members, figures.joint_statements), ((63, 63), (13, 13), (35, 35)));
    let rows = training::history(&ctx, &access::network(&ctx).unwrap()).await.unwrap();
    let individuals = rows.iter().find(|r| r.count.count == 63).unwrap();
    for _twice in 0..2 {
        training::withdraw_history(&ctx, access::network(&ctx).unwrap(), individuals.id).await.unwrap();
    }
    assert_eq!(training::figures(&ctx).await.unwrap().individuals, (0, 0));
    assert_eq!(training::history(&ctx, &access::network(&ctx).unwrap()).await.unwrap().len(), 3, "it stays on record");
}

#[tokio::test]
async fn bad_history_is_named_and_strangers_see_no_totals() {
    let world = World::with_content().await;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let ctx = world.ctx(admin).await;
    let form = HistoryForm {
        measure: "coffee".into(),
        count: "-1".into(),
        from: "2025-01-01".into(),
        until: "2024-01-01".into(),
        source: " ".into(),
    };
    let Err(Error::Invalid(errors)) = training::add_history(&ctx, access::network(&ctx).unwrap(), &form).await else { panic!("was taken") };
    assert_eq!(errors.of("measure"), Some(&FieldError::Choice));
    assert_eq!(errors.of("count"), Some(&FieldError::Number { min: 0, max: 1_000_000 }));
    assert_eq!(errors.of("until"), Some(&FieldError::EndBeforeStart));
    assert_eq!(errors.of("source"), Some(&FieldError::Empty));
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    assert!(matches!(access::network::<action::ReadTotals>(&world.ctx(trainer).await), Err(Error::NotFound)));
    assert!(matches!(access::network::<action::ManageHistory>(&world.backend.anonymous()), Err(Error::SignIn)));
}

//! The chain from training to what changed: each step by its own evidence, each organisation once, drafts untold.

use backend::{
    access,
    account::StaffRole,
    chain, organisation,
    submission::{self, NewSubmission, OutcomeForm, Role, Step},
    testing::World,
};
use domain::{
    chain::{Link, Shown, funnel},
    policy::action,
    submission::{Kind, Section},
};

#[tokio::test]
async fn each_step_stands_on_its_own_evidence_and_organisations_count_once() {
    let world = World::with_content().await;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    let (ana, eve) = (world.person("Ana").await, world.person("Eve").await);
    let (lamplight, harbour) = (world.organisation("Lamplight").await, world.organisation("Harbour").await);
    world.join(ana, lamplight).await;
    world.join(eve, harbour).await;
    let ctx = world.ctx(ana).await;
    let by = organisation::load_for(&ctx, lamplight).await.unwrap();
    let new = NewSubmission { state: "IRL".into(), joint: false, language: "en".into() };
    let id = submission::begin(&ctx, &by, &new).await.unwrap();
    let staff = world.ctx(admin).await;
    let reached = async || {
        let (all, names) = chain::all(&staff, &access::network(&staff).unwrap()).await.unwrap();
        assert!(all.iter().all(|c| names.contains_key(&c.organisation)));
        let steps = funnel(&all);
        Link::ALL.map(|link| steps.iter().find(|s| s.link == link).map(|s| (s.organisations, s.shown)).unwrap())
    };
    // begun and empty is no draft
    assert_eq!(reached().await, [(0, 0); 7]);
    let writes = submission::load_for(&ctx, id).await.unwrap();
    submission::add(&ctx, &writes, Section::Issues, None, Kind::Text, "Schools.").await.unwrap();
    let leads = submission::load_for::<action::LeadSubmission>(&ctx, id).await.unwrap();
    submission::add_organisation(&ctx, &leads, harbour, Role::Contributor).await.unwrap();
    let leads = submission::load_for::<action::LeadSubmission>(&ctx, id).await.unwrap();
    let on = world.now().date_naive().to_string();
    let form = |url: &str| OutcomeForm { on: on.clone(), evidence: "By letter".into(), url: url.into(), file: None };
    submission::record(&ctx, &leads, Step::Submitted, &form("")).await.unwrap();
    let leads = submission::load_for::<action::LeadSubmission>(&ctx, id).await.unwrap();
    let cited = submission::record(&ctx, &leads, Step::Cited, &form("https://undocs.org/A/HRC/WG.6/54/IRL/3")).await.unwrap();
    let none = (0, 0);
    // Harbour wrote, and never said that it is its submission too
    assert_eq!(reached().await, [none, (2, 2), (1, 0), (1, 1), none, none, none]);
    let bea = world.person("Bea").await;
    world.focal_point(bea, harbour).await;
    let hers = world.ctx(bea).await;
    let signs = submission::load_for::<action::SignSubmission>(&hers, id).await.unwrap();
    submission::sign(&hers, &signs, signs.revision).await.unwrap();
    assert_eq!(reached().await, [none, (2, 2), (2, 0), (2, 2), none, none, none]);
    submission::take_back(&ctx, &leads, cited, "It was another").await.unwrap();
    assert_eq!(reached().await, [none, (2, 2), (2, 0), none, none, none, none]);

    let own = chain::of_organisation(&ctx, &organisation::load_for(&ctx, lamplight).await.unwrap()).await.unwrap();
    let [own] = own.as_slice() else { panic!("{own:?}") };
    assert_eq!((own.state.as_deref(), own.reached.get(&Link::Submitted).map(|r| r.shown)), (Some("IRL"), Some(Shown::Declared)));
    // nobody but administrators sees the whole
    assert!(access::network::<action::ReadTotals>(&ctx).is_err());
}

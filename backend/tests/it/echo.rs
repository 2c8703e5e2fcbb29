//! What States took up: found by the words, entered by people as matched, once, and in the chain.

use backend::{
    Conflict, Error, chain, organisation,
    submission::{self, Certainty, List, NewSubmission, OutcomeForm, Step},
    testing::World,
};
use domain::{
    chain::{Link, Shown},
    policy::action,
    submission::{Kind, Section},
};

const MADE: &str = "Number,Recommendation,Recommending State,Position\n\
    5.1,Repeal the provisions of the Defamation Act that punish blasphemy,Norway,\n\
    5.2,Ratify the Convention on enforced disappearance,Chile,\n";

#[tokio::test]
async fn a_recommendation_that_was_taken_up_is_entered_once_and_supported_later() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let lamplight = world.organisation("Lamplight").await;
    world.join(ana, lamplight).await;
    let ctx = world.ctx(ana).await;
    let new = NewSubmission { state: "IRL".into(), joint: false, language: "en".into() };
    let id = submission::begin(&ctx, &organisation::load_for(&ctx, lamplight).await.unwrap(), &new).await.unwrap();
    let writes = submission::load_for::<action::WriteSubmission>(&ctx, id).await.unwrap();
    let text = "Repeal section 36 of the Defamation Act, which punishes blasphemy, by 2028.";
    submission::add(&ctx, &writes, Section::Recommendations, None, Kind::Recommendation, text).await.unwrap();
    submission::bring_list(&ctx, &writes, List::Made, MADE.as_bytes()).await.unwrap();
    assert!(submission::matrix(&ctx, &writes).await.unwrap().is_empty(), "the last cycle's list is another");

    let (made, near) = submission::echo(&ctx, &writes).await.unwrap();
    assert_eq!((made, near.len(), near[0].made.number.as_str(), near[0].ours.text.as_str()), (2, 1, "5.1", text));
    let (ours, theirs) = (near[0].ours.id, near[0].made.id);
    let enter = async || {
        let leads = submission::load_for::<action::LeadSubmission>(&ctx, id).await.unwrap();
        submission::record_match(&ctx, &leads, ours, theirs).await
    };
    let conflict = |result: Result<(), Error>| match result {
        Err(Error::Conflict(conflict)) => conflict,
        other => panic!("no conflict: {other:?}"),
    };
    assert_eq!(conflict(enter().await), Conflict::NotSubmitted);
    let leads = submission::load_for::<action::LeadSubmission>(&ctx, id).await.unwrap();
    let form = OutcomeForm { on: world.now().date_naive().to_string(), ..OutcomeForm::default() };
    submission::record(&ctx, &leads, Step::Submitted, &form).await.unwrap();
    enter().await.unwrap();
    assert_eq!(conflict(enter().await), Conflict::OutcomeThere);
    let entered = async || submission::echo(&ctx, &writes).await.unwrap().1[0].entered;
    assert_eq!(entered().await, (true, false));

    // the State answers: the newer file says so, nothing comes twice
    let answered = MADE.replace("Norway,", "Norway,Supported");
    let brought = submission::bring_list(&ctx, &writes, List::Made, answered.as_bytes()).await.unwrap();
    assert_eq!((brought.new, brought.there), (0, 2));
    enter().await.unwrap();
    assert_eq!(entered().await, (true, true));
    let all = submission::outcomes(&ctx, &leads).await.unwrap();
    let matched: Vec<Step> = all.iter().filter(|o| o.certainty == Certainty::Matched).map(|o| o.step).collect();
    assert_eq!(matched, [Step::Recommended, Step::Supported]);
    assert_eq!(
        all.iter().find(|o| o.step == Step::Recommended).unwrap().evidence,
        "5.1 · Norway: Repeal the provisions of the Defamation Act that punish blasphemy"
    );
    let own = chain::of_organisation(&ctx, &organisation::load_for(&ctx, lamplight).await.unwrap()).await.unwrap();
    assert_eq!(own[0].reached.get(&Link::Supported).map(|r| r.shown), Some(Shown::Matched));
    // another recommendation than the one it comes near to
    let leads = submission::load_for::<action::LeadSubmission>(&ctx, id).await.unwrap();
    let other = submission::record_match(&ctx, &leads, domain::ids::ParagraphId(backend::token::new_id()), theirs).await;
    assert!(matches!(other, Err(Error::NotFound)));
}

//! Oral statements: nobody overwrites what they have not seen, a joint one is what others signed, and it counts once.

use backend::{
    Conflict, Context, Error,
    access::Granted,
    organisation,
    statement::{self, Change, DeliveryForm, NewStatement, Statement},
    testing::World,
    training,
};
use domain::{
    autosave::Sender,
    ids::{OrganisationId, PersonId, StatementId},
    policy::{ActionType, action},
    statement::Item,
};

struct Spoken {
    world: World,
    ana: PersonId,
    bea: PersonId,
    lamplight: OrganisationId,
    id: StatementId,
}

/// Ana of Lamplight drafts a statement on Ireland; Bea is the focal point of Harbour.
async fn spoken() -> Spoken {
    let world = World::with_content().await;
    let (ana, bea) = (world.person("Ana").await, world.person("Bea").await);
    let (lamplight, harbour) = (world.organisation("Lamplight").await, world.organisation("Harbour").await);
    world.join(ana, lamplight).await;
    world.focal_point(bea, harbour).await;
    let ctx = world.ctx(ana).await;
    let new = NewStatement { state: "IRL".into(), occasion: "adoption".into() };
    let id = statement::begin(&ctx, &organisation::load_for(&ctx, lamplight).await.unwrap(), &new).await.unwrap();
    Spoken { world, ana, bea, lamplight, id }
}

impl Spoken {
    async fn may<A: ActionType>(&self, who: PersonId) -> Result<(Context, Granted<Statement, A>), Error> {
        let ctx = self.world.ctx(who).await;
        let granted = statement::load_for(&ctx, self.id).await?;
        Ok((ctx, granted))
    }

    async fn save(&self, seen: u32, text: &str) -> Result<u32, Error> {
        let (ctx, granted) = self.may(self.ana).await?;
        statement::save(&ctx, &granted, seen, text).await
    }

    async fn sign(&self, version: u32) -> Result<(), Error> {
        let (ctx, granted) = self.may(self.bea).await?;
        statement::sign(&ctx, &granted, version).await
    }

    async fn record(&self, on: &str, session: &str, url: &str) -> Result<domain::ids::DeliveryId, Error> {
        let (ctx, granted) = self.may(self.ana).await?;
        statement::record(&ctx, &granted, &DeliveryForm { on: on.into(), session: session.into(), url: url.into() }).await
    }

    async fn ask(&self, name: &str) -> Result<(), Error> {
        let (ctx, granted) = self.may(self.ana).await?;
        statement::ask(&ctx, &granted, name).await
    }

    /// The public figure, and the one of the totals.
    async fn joint(&self) -> u32 {
        training::figures(&self.world.backend.anonymous()).await.unwrap().joint_statements.0
    }

    fn today(&self) -> String {
        domain::review::today_in_geneva(self.world.now()).to_string()
    }
}

#[tokio::test]
async fn a_lost_answer_is_no_conflict_with_oneself() {
    let spoken = spoken().await;
    let (ctx, granted) = spoken.may(spoken.ana).await.unwrap();
    let send =
        async |seen: u32, text: &str, step: u32| statement::autosave(&ctx, &granted, seen, text, Some(Sender { page: 7, step })).await;
    assert_eq!(send(0, "Thank", 1).await.unwrap(), 1);
    assert_eq!(send(0, "Thank you.", 3).await.unwrap(), 2);
    assert_eq!(send(0, "Thank you", 2).await.unwrap(), 2);
    assert_eq!(spoken.may::<action::ReadStatement>(spoken.ana).await.unwrap().1.text, "Thank you.");
    assert_eq!(conflict(spoken.save(0, "Other.").await), Conflict::DraftChanged);
}

fn conflict<T: std::fmt::Debug>(result: Result<T, Error>) -> Conflict {
    match result {
        Err(Error::Conflict(conflict)) => conflict,
        other => panic!("no conflict: {other:?}"),
    }
}

fn wrong<T: std::fmt::Debug>(result: Result<T, Error>, field: &str) {
    match result {
        Err(Error::Invalid(errors)) => assert!(errors.of(field).is_some(), "{errors:?}"),
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_joint_statement_is_what_others_signed_and_counts_once() {
    let s = spoken().await;
    assert_eq!(s.save(0, "We welcome the answer of the State.").await.unwrap(), 1);
    assert_eq!(s.joint().await, 0);
    s.ask("harbour").await.unwrap();
    s.ask("Harbour").await.unwrap();
    let (_, granted) = s.may::<action::ReadStatement>(s.bea).await.unwrap();
    assert_eq!(granted.co_signers.len(), 1);
    assert!(!granted.is_joint());
    s.sign(1).await.unwrap();
    // the text is changed: the signature is of another one
    s.save(1, "We welcome most answers of the State.").await.unwrap();
    assert_eq!(conflict(s.sign(1).await), Conflict::DraftChanged);
    let made = s.record(&s.today(), "63", "").await.unwrap();
    assert_eq!(s.joint().await, 0, "nobody signed what was spoken");
    // taken back, signed, entered again
    let (ctx, granted) = s.may::<action::WriteStatement>(s.ana).await.unwrap();
    wrong(statement::take_back(&ctx, &granted, made, " ").await, "reason");
    statement::take_back(&ctx, &granted, made, "Harbour signs after all").await.unwrap();
    assert!(matches!(statement::take_back(&ctx, &granted, made, "again").await, Err(Error::NotFound)));
    s.sign(2).await.unwrap();
    s.record(&s.today(), "63", "https://media.un.org/one").await.unwrap();
    assert_eq!(s.joint().await, 1);
    // a double click: one statement, one count
    assert_eq!(conflict(s.record(&s.today(), "63", "").await), Conflict::StatementMade);
    assert_eq!(s.joint().await, 1);
}

#[tokio::test]
async fn what_was_spoken_is_fixed() {
    let s = spoken().await;
    assert_eq!(conflict(s.record(&s.today(), "63", "").await), Conflict::NothingWritten);
    s.save(0, "Our words").await.unwrap();
    s.record(&s.today(), "63", "").await.unwrap();
    assert_eq!(conflict(s.save(1, "Other words").await), Conflict::StatementMade);
    assert_eq!(conflict(s.ask("Harbour").await), Conflict::StatementMade);
    let (ctx, granted) = s.may(s.ana).await.unwrap();
    let change = Change { title: "x".into(), occasion: "adoption".into(), ..Default::default() };
    assert_eq!(conflict(statement::change(&ctx, &granted, &change).await), Conflict::StatementMade);
    assert_eq!(conflict(statement::put_away(&ctx, &granted).await), Conflict::StatementMade);
}

#[tokio::test]
async fn nobody_overwrites_what_they_have_not_seen() {
    let s = spoken().await;
    s.save(0, "First").await.unwrap();
    assert_eq!(conflict(s.save(0, "Second").await), Conflict::DraftChanged);
    // the same text again is no conflict: an answer that was lost on the way
    assert_eq!(s.save(0, "First").await.unwrap(), 1);
    let (first, second) = tokio::join!(s.save(1, "By Ana"), s.save(1, "By Ana in another tab"));
    assert_eq!([&first, &second].iter().filter(|r| r.is_ok()).count(), 1, "{first:?} {second:?}");
    wrong(s.save(2, &"word ".repeat(4_000)).await, "text");
}

#[tokio::test]
async fn wrong_input_is_refused_by_field() {
    let s = spoken().await;
    s.save(0, "Our words").await.unwrap();
    wrong(s.record("2100-01-01", "63", "").await, "on");
    wrong(s.record("2005-01-01", "63", "").await, "on");
    wrong(s.record("never", "63", "").await, "on");
    wrong(s.record(&s.today(), "0", "").await, "session");
    wrong(s.record(&s.today(), "63", "javascript:alert(1)").await, "url");
    wrong(s.ask("Nobody of this name").await, "name");
    wrong(s.ask("Lamplight").await, "name");
    let (ctx, granted) = s.may(s.ana).await.unwrap();
    let change = |limit: &str| Change { title: "Ireland".into(), occasion: "adoption".into(), limit: limit.into(), speaks: String::new() };
    wrong(statement::change(&ctx, &granted, &change("5")).await, "limit");
    statement::change(&ctx, &granted, &change("90")).await.unwrap();
    assert_eq!(s.may::<action::ReadStatement>(s.ana).await.unwrap().1.limit(), 90);
    statement::change(&ctx, &granted, &change("")).await.unwrap();
    assert_eq!(s.may::<action::ReadStatement>(s.ana).await.unwrap().1.limit(), 120);
    let by = organisation::load_for(&ctx, s.lamplight).await.unwrap();
    let new = |state: &str, occasion: &str| NewStatement { state: state.into(), occasion: occasion.into() };
    wrong(statement::begin(&ctx, &by, &new("XXX", "adoption")).await, "state");
    wrong(statement::begin(&ctx, &by, &new("IRL", "lunch")).await, "occasion");
}

#[tokio::test]
async fn strangers_see_nothing_and_co_signers_change_nothing() {
    let s = spoken().await;
    assert!(matches!(s.may::<action::ReadStatement>(s.bea).await, Err(Error::NotFound)));
    s.ask("Harbour").await.unwrap();
    assert!(s.may::<action::ReadStatement>(s.bea).await.is_ok());
    assert!(matches!(s.may::<action::WriteStatement>(s.bea).await, Err(Error::Forbidden)));
    assert_eq!(conflict(s.sign(0).await), Conflict::NothingWritten);
    let (ctx, granted) = s.may(s.ana).await.unwrap();
    let harbour = granted.co_signers.first().unwrap().organisation;
    statement::remove(&ctx, &granted, harbour).await.unwrap();
    assert!(matches!(s.may::<action::ReadStatement>(s.bea).await, Err(Error::NotFound)));
    let ana = s.world.ctx(s.ana).await;
    assert_eq!(statement::own(&ana).await.unwrap().len(), 1);
    assert!(statement::own(&s.world.ctx(s.bea).await).await.unwrap().is_empty());
}

#[tokio::test]
async fn practice_is_ones_own_and_tells_the_pace() {
    let s = spoken().await;
    s.save(0, &"word ".repeat(200)).await.unwrap();
    s.ask("Harbour").await.unwrap();
    let (ctx, granted) = s.may(s.ana).await.unwrap();
    // nobody speaks 200 words in three seconds, or in an hour
    for time in ["3", "60:00", "0", "1:60", "-5", "soon"] {
        wrong(statement::add_run(&ctx, &granted, time).await, "time");
    }
    statement::add_run(&ctx, &granted, "2:00").await.unwrap();
    let own = statement::own_practice(&ctx, &granted, 1).await.unwrap();
    assert_eq!((own.pace, own.runs.total), (Some(100), 1));
    let (other, theirs) = s.may::<action::ReadStatement>(s.bea).await.unwrap();
    let others = statement::own_practice(&other, &theirs, 1).await.unwrap();
    assert_eq!((others.pace, others.runs.total), (None, 0));
    let run = own.runs.rows.first().unwrap().0;
    assert!(matches!(statement::remove_run(&other, &theirs, run).await, Err(Error::NotFound)));
    statement::remove_run(&ctx, &granted, run).await.unwrap();
    assert_eq!(statement::own_pace(&ctx).await.unwrap(), None);
}

#[tokio::test]
async fn what_is_prepared_is_ticked_and_unticked() {
    let s = spoken().await;
    let (ctx, granted) = s.may(s.ana).await.unwrap();
    statement::prepare(&ctx, &granted, &[Item::Listed, Item::Safety]).await.unwrap();
    statement::prepare(&ctx, &granted, &[Item::Safety, Item::Video]).await.unwrap();
    let mut done: Vec<&str> = statement::prepared(&ctx, &granted).await.unwrap().into_iter().map(Item::name).collect();
    done.sort_unstable();
    assert_eq!(done, ["safety", "video"]);
}

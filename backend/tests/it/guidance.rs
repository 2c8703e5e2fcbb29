//! Requests for guidance: asked, answered, never overlooked; strangers see nothing; what helps all is in the briefing.

use backend::{
    Context, Error,
    access::{self, Granted},
    account::StaffRole,
    guidance::{self, Question, Request, Which},
    notice, organisation,
    stored_file::Brought,
    testing::World,
};
use chrono::Duration;
use domain::{
    guidance::State,
    ids::{GuidanceId, PersonId},
    policy::{ActionType, action},
};

struct Asked {
    world: World,
    ana: PersonId,
    tess: PersonId,
    eve: PersonId,
    id: GuidanceId,
}

fn question() -> Question {
    Question { about: "submission".into(), title: "May we name a judge?".into(), text: "He signed the ruling.".into(), file: None }
}

/// Ana of Lamplight asks; Tess is a trainer, Eve belongs to another organisation.
async fn asked() -> Asked {
    let world = World::with_content().await;
    let tess = world.staff("Tess", StaffRole::Trainer).await;
    let (ana, eve) = (world.person("Ana").await, world.person("Eve").await);
    let (lamplight, harbour) = (world.organisation("Lamplight").await, world.organisation("Harbour").await);
    world.join(ana, lamplight).await;
    world.join(eve, harbour).await;
    let ctx = world.ctx(ana).await;
    let id = guidance::ask(&ctx, &organisation::load_for(&ctx, lamplight).await.unwrap(), &question()).await.unwrap();
    Asked { world, ana, tess, eve, id }
}

impl Asked {
    async fn may<A: ActionType>(&self, who: PersonId) -> Result<(Context, Granted<Request, A>), Error> {
        let ctx = self.world.ctx(who).await;
        let granted = guidance::load_for(&ctx, self.id).await?;
        Ok((ctx, granted))
    }

    async fn write(&self, who: PersonId, text: &str) -> Result<(), Error> {
        let (ctx, granted) = self.may(who).await?;
        guidance::write(&ctx, &granted, text, None).await
    }

    async fn state(&self) -> State {
        self.may::<action::ReadGuidance>(self.ana).await.unwrap().1.state()
    }

    async fn news(&self, who: PersonId) -> usize {
        notice::own(&self.world.ctx(who).await, 1).await.unwrap().rows.len()
    }
}

fn wrong<T: std::fmt::Debug>(result: Result<T, Error>, field: &str) {
    match result {
        Err(Error::Invalid(errors)) => assert!(errors.of(field).is_some(), "{errors:?}"),
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn asked_answered_asked_again_settled() {
    let a = asked().await;
    assert_eq!((a.state().await, a.news(a.tess).await), (State::Open, 1));
    a.world.wait(Duration::seconds(60));
    a.write(a.tess, "Only if it is public already.").await.unwrap();
    let (_, request) = a.may::<action::ReadGuidance>(a.ana).await.unwrap();
    assert_eq!(request.state(), State::Answered);
    assert_eq!(request.owner.as_ref().map(|(p, _)| *p), Some(a.tess), "who answers owns it");
    assert_eq!(a.news(a.ana).await, 1);
    a.world.wait(Duration::seconds(60));
    a.write(a.ana, "It is in the newspaper.").await.unwrap();
    assert_eq!(a.state().await, State::Open);
    a.world.wait(Duration::seconds(60));
    let (ctx, granted) = a.may::<action::Guide>(a.tess).await.unwrap();
    guidance::settle(&ctx, &granted).await.unwrap();
    assert_eq!(a.state().await, State::Settled);
    let (ctx, granted) = a.may::<action::ReadGuidance>(a.ana).await.unwrap();
    let all = guidance::messages(&ctx, &granted).await.unwrap();
    assert_eq!(all.iter().map(|m| m.from_network).collect::<Vec<_>>(), [false, true, false]);
}

#[tokio::test]
async fn unanswered_for_more_than_three_days_is_told_once_for_each_question() {
    let a = asked().await;
    assert_eq!(guidance::watch(&a.world.backend).await.unwrap(), 0);
    a.world.wait(Duration::days(3));
    assert_eq!(guidance::watch(&a.world.backend).await.unwrap(), 0, "on the day");
    // more of the same question moves nothing
    a.write(a.ana, "Nobody there?").await.unwrap();
    a.world.wait(Duration::seconds(3_600));
    assert_eq!(guidance::watch(&a.world.backend).await.unwrap(), 1);
    assert_eq!(guidance::watch(&a.world.backend).await.unwrap(), 0, "told once");
    assert_eq!(a.news(a.tess).await, 2);
    a.write(a.tess, "Here I am.").await.unwrap();
    a.world.wait(Duration::seconds(60));
    a.write(a.ana, "And now?").await.unwrap();
    a.world.wait(Duration::days(4));
    assert_eq!(guidance::watch(&a.world.backend).await.unwrap(), 1, "a new question is watched anew");
}

#[tokio::test]
async fn strangers_see_nothing_and_members_settle_nothing() {
    let a = asked().await;
    assert!(matches!(a.may::<action::ReadGuidance>(a.eve).await, Err(Error::NotFound)));
    assert!(matches!(a.may::<action::Guide>(a.ana).await, Err(Error::Forbidden)));
    let eve = a.world.ctx(a.eve).await;
    assert!(guidance::own(&eve, 1).await.unwrap().rows.is_empty());
    assert!(access::network::<action::Guide>(&eve).is_err());
    let tess = a.world.ctx(a.tess).await;
    assert_eq!(guidance::all(&tess, &access::network(&tess).unwrap(), Which::Open, 1).await.unwrap().requests.rows.len(), 1);
}

#[tokio::test]
async fn an_attachment_of_a_wrong_type_is_refused_and_a_right_one_comes_back() {
    let a = asked().await;
    let (ctx, granted) = a.may::<action::ReadGuidance>(a.ana).await.unwrap();
    let file = |name: &str, bytes: &[u8]| Brought { name: name.into(), bytes: bytes.to_vec() };
    for bad in [file("tool.exe", b"MZ"), file("page.pdf", b"<html>"), file("page.html", b"<script>"), file("picture.svg", b"<svg>")] {
        wrong(guidance::write(&ctx, &granted, "See the file", Some(&bad)).await, "file");
    }
    wrong(guidance::write(&ctx, &granted, " \n ", None).await, "text");
    guidance::write(&ctx, &granted, "See the file", Some(&file("ruling.pdf", b"%PDF-1.7 x"))).await.unwrap();
    let all = guidance::messages(&ctx, &granted).await.unwrap();
    let (id, name) = all.last().unwrap().file.clone().unwrap();
    assert_eq!(name, "ruling.pdf");
    assert_eq!(guidance::file(&ctx, &granted, id).await.unwrap().bytes, b"%PDF-1.7 x");
    let by = organisation::load_for(&ctx, granted.organisation).await.unwrap();
    wrong(guidance::ask(&ctx, &by, &Question { about: "weather".into(), ..question() }).await, "about");
    wrong(guidance::ask(&ctx, &by, &Question { title: String::new(), ..question() }).await, "title");
    // a file of one request is not given with another
    let other = guidance::ask(&ctx, &by, &question()).await.unwrap();
    let other = guidance::load_for::<action::ReadGuidance>(&ctx, other).await.unwrap();
    assert!(matches!(guidance::file(&ctx, &other, id).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn an_answer_that_helps_all_is_in_the_briefing_until_it_is_taken_out() {
    let a = asked().await;
    let (ctx, granted) = a.may::<action::Guide>(a.tess).await.unwrap();
    wrong(guidance::add_entry(&ctx, &granted, "", "Only if it is public.").await, "question");
    wrong(guidance::add_entry(&ctx, &granted, "May we name a judge?", " ").await, "answer");
    let id = guidance::add_entry(&ctx, &granted, "May we name a judge?", "Only if it is public.").await.unwrap();
    let anybody = a.world.backend.anonymous();
    assert_eq!(guidance::entries(&anybody).await.unwrap().len(), 1);
    guidance::withdraw_entry(&ctx, &access::network(&ctx).unwrap(), id).await.unwrap();
    assert!(guidance::entries(&anybody).await.unwrap().is_empty());
    assert!(matches!(guidance::withdraw_entry(&ctx, &access::network(&ctx).unwrap(), id).await, Err(Error::NotFound)));
    wrong(guidance::until(&ctx, &granted, "2001-01-01").await, "due");
    guidance::until(&ctx, &granted, "2100-01-01").await.unwrap();
}

/// The 501st question is found: whatever one page cuts off is on another, and every question is on one page.
#[tokio::test]
async fn the_question_after_five_hundred_is_there() {
    let a = asked().await;
    let ctx = a.world.ctx(a.ana).await;
    let by = ctx.actor.memberships[0].organisation;
    let db = a.world.backend.db.clone();
    for n in 0..500 {
        let sql = "INSERT INTO guidance (id, organisation_id, about, title, due_on, asked_at, asked_by) \
                   SELECT $1, organisation_id, about, $2, due_on, $3, asked_by FROM guidance WHERE id = $4";
        let at = ctx.now + Duration::seconds(n + 1);
        let values = [backend::token::new_id().into(), format!("Question {n}").into(), at.into(), a.id.0.into()];
        db.run_with(sql, values).await.unwrap();
    }
    let tess = a.world.ctx(a.tess).await;
    let granted = access::network(&tess).unwrap();
    let mut titles = std::collections::BTreeSet::new();
    let pages = guidance::all(&tess, &granted, Which::Open, 1).await.unwrap().requests.pages;
    for page in 1..=pages {
        let found = guidance::all(&tess, &granted, Which::Open, page).await.unwrap().requests;
        assert_eq!((found.total, found.page), (501, page));
        titles.extend(found.rows.into_iter().map(|r| r.title));
    }
    assert_eq!(titles.len(), 501);
    assert!(titles.contains("Question 499"));
    // its people see the newest first
    let own = guidance::own(&ctx, 1).await.unwrap();
    assert_eq!((own.total, own.rows[0].title.as_str()), (501, "Question 499"));
    assert_eq!(own.rows[0].organisation, by);
    assert_eq!(guidance::own(&ctx, 99).await.unwrap().page, own.pages, "a page too far is the last");
}

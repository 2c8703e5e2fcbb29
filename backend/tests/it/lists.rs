//! A list that is too long for its page goes on on the next: whatever comes after the last of the first page can be reached.

use std::collections::BTreeSet;

use backend::{
    access,
    account::StaffRole,
    mail, notice, organisation,
    paged::Paged,
    quiz, review,
    statement::{self, NewStatement},
    submission::{self, NewSubmission},
    testing::{Answers, World},
    token::new_id,
};
use chrono::Duration;
use domain::policy::action;

/// All rows of a list, page by page; they are as many as it says, and none is on two pages.
async fn whole<T, K: Ord>(page: impl AsyncFn(u64) -> Paged<T>, key: impl Fn(&T) -> K) -> usize {
    let first = page(1).await;
    assert!(first.pages >= 2, "more than a page: {} rows", first.total);
    assert_eq!(u64::try_from(first.rows.len()).unwrap(), first.size, "the first is full");
    let (mut keys, mut rows) = (BTreeSet::new(), 0);
    for number in 1..=first.pages {
        for row in page(number).await.rows {
            keys.insert(key(&row));
            rows += 1;
        }
    }
    assert_eq!((keys.len(), u64::try_from(rows).unwrap()), (rows, first.total));
    rows
}

#[tokio::test]
async fn notices() {
    let world = World::new().await;
    let ana = world.person("Ana").await;
    for before in 0..21 {
        let told = quiz::Told::ResultChanged { module: "m".into(), title: "M".into(), before, after: 100 };
        let sql = "INSERT INTO notice (id, person_id, kind, detail, created_at) VALUES ($1, $2, 'result_changed', $3, $4)";
        let detail = serde_json::to_string(&told).unwrap();
        let at = world.now() - Duration::minutes(i64::from(before));
        world.backend.db.run_with(sql, [new_id().into(), ana.0.into(), detail.into(), at.into()]).await.unwrap();
    }
    let ctx = world.ctx(ana).await;
    assert_eq!(whole(async |page| notice::own(&ctx, page).await.unwrap(), |n| n.id).await, 21);
    let last = notice::own(&ctx, 2).await.unwrap();
    assert!(matches!(last.rows[0].told(), Some(quiz::Told::ResultChanged { before: 20, .. })), "the oldest comes last");
}

#[tokio::test]
async fn letters_that_did_not_arrive() {
    let world = World::new().await;
    let admin = world.staff("Ada", StaffRole::Administrator).await;
    for n in 0..51 {
        let sql = "INSERT INTO letter (id, person_id, dedup_key, payload, state, tries, next_at, created_at, last_words) \
                   VALUES ($1, $2, $3, '{}', 'refused', 1, $4, $4, $3)";
        let at = world.now() - Duration::minutes(n);
        world.backend.db.run_with(sql, [new_id().into(), admin.0.into(), format!("550 {n}").into(), at.into()]).await.unwrap();
    }
    let ctx = world.ctx(admin).await;
    let by = access::network(&ctx).unwrap();
    let page = async |page| mail::status(&ctx, &by, page).await.unwrap().failed;
    assert_eq!(whole(page, |letter| letter.words.clone()).await, 51);
}

#[tokio::test]
async fn open_answers_that_wait() {
    let world = World::with_content().await;
    let (ana, tom) = (world.person("Ana").await, world.staff("Tom", StaffRole::Trainer).await);
    let ctx = world.ctx(ana).await;
    let quiz = quiz::of_module(&ctx, "smart-recommendations").await.unwrap();
    let one = world.take(&ctx, &quiz, Answers::Right).await;
    // fifty others who wrote the same
    for n in 2..=51_i32 {
        let copy = new_id();
        let sql = "INSERT INTO attempt (id, person_id, module_id, purpose, quiz_key, number, seed, settings, started_at, submitted_at, points, of_points, waiting) \
                   SELECT $1, person_id, module_id, purpose, quiz_key, $2, seed, settings, started_at, submitted_at, points, of_points, waiting FROM attempt WHERE id = $3";
        world.backend.db.run_with(sql, [copy.into(), n.into(), one.0.into()]).await.unwrap();
        let sql = "INSERT INTO response (attempt_id, position, question_version_id, answer, sequence, answered_at, points) \
                   SELECT $1, position, question_version_id, answer, sequence, answered_at, points FROM response WHERE attempt_id = $2";
        world.backend.db.run_with(sql, [copy.into(), one.0.into()]).await.unwrap();
    }
    let ctx = world.ctx(tom).await;
    let by = access::network::<action::Teach>(&ctx).unwrap();
    assert_eq!(whole(async |page| quiz::waiting(&ctx, &by, page).await.unwrap(), |a| (a.attempt, a.position)).await, 51);
}

#[tokio::test]
async fn kept_texts_of_a_submission_and_practice_runs_of_a_statement() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let lamplight = world.organisation("Lamplight").await;
    world.join(ana, lamplight).await;
    let ctx = world.ctx(ana).await;
    let of = organisation::load_for(&ctx, lamplight).await.unwrap();
    let new = NewSubmission { state: "IRL".into(), joint: false, language: "en".into() };
    let id = submission::begin(&ctx, &of, &new).await.unwrap();
    let granted = submission::load_for::<action::WriteSubmission>(&ctx, id).await.unwrap();
    for n in 0..51 {
        submission::keep(&ctx, &granted, &format!("Text {n}")).await.unwrap();
    }
    let page = async |page| submission::versions(&ctx, &granted, page).await.unwrap();
    assert_eq!(whole(page, |version| version.number).await, 51);

    let new = NewStatement { state: "IRL".into(), occasion: "adoption".into() };
    let of = organisation::load_for(&ctx, lamplight).await.unwrap();
    let id = statement::begin(&ctx, &of, &new).await.unwrap();
    let granted = statement::load_for::<action::WriteStatement>(&ctx, id).await.unwrap();
    statement::save(&ctx, &granted, 0, &"word ".repeat(200)).await.unwrap();
    let granted = statement::load_for::<action::ReadStatement>(&ctx, id).await.unwrap();
    for _ in 0..21 {
        statement::add_run(&ctx, &granted, "2:00").await.unwrap();
    }
    let page = async |page| statement::own_practice(&ctx, &granted, page).await.unwrap().runs;
    assert_eq!(whole(page, |(run, ..)| *run).await, 21);
}

#[tokio::test]
async fn dates_that_moved() {
    let world = World::with_content().await;
    for n in 0..11 {
        let sql = "INSERT INTO review_change (id, review_id, step, new_from, at) \
                   SELECT $1, id, 'submission', $2, $3 FROM review WHERE iso3 = 'IRL' AND cycle = 4";
        let at = world.now() - Duration::minutes(n);
        world.backend.db.run_with(sql, [new_id().into(), (world.now() + Duration::days(n)).date_naive().into(), at.into()]).await.unwrap();
    }
    let ctx = world.backend.anonymous();
    let page = async |page| review::changes(&ctx, Some("IRL"), 10, page).await.unwrap();
    assert_eq!(whole(page, |change| change.at).await, 11);
    // a feed looks at the last change of each date, however many there were
    let last = review::last_changes(&ctx).await.unwrap();
    let of_step: Vec<_> = last.iter().filter(|c| c.moved.iso3 == "IRL" && c.moved.step == domain::review::Step::Submission).collect();
    assert_eq!(of_step.len(), 1);
    assert_eq!(of_step[0].at, world.now());
}

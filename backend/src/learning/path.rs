//! A person's way through a programme: notes, bookmarks, glossary, the test before and after, what is known, spaced review.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    form,
    form::FormErrors,
    ids::{AttemptId, ModuleId, PersonId},
    learning::{GroupGain, Reached, group_gain, is_known, review_dates},
    policy::action,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Statement, prelude::*,
    sea_query::OnConflict,
};

use super::{
    LessonView,
    entity::{bookmark, glossary_term, known_module, lesson, lesson_note, module, programme, spaced_review},
    progress::programme as the_programme,
};
use crate::{
    access::{Granted, Network, OwnAccount},
    account::{self, entity::account as account_row},
    context::{Backend, Context},
    db::Tx,
    error::{Error, Result},
    jobs::Job,
    mail::{self, Letter, Recipient},
    quiz,
    token::new_id,
};

/// Most characters of a note.
const LONGEST_NOTE: u32 = 10_000;

/// Saves the reader's note to a lesson; an empty one is removed.
///
/// # Errors
/// `Invalid` (field `note`).
pub async fn save_note(ctx: &Context, view: &LessonView, text: &str) -> Result<()> {
    let by: &Granted<super::Module, action::Learn> = &view.module;
    let body = form::prose(text, LONGEST_NOTE).map_err(|e| FormErrors::one("note", e))?;
    let key = (by.by().0, view.lesson.id.0);
    if body.is_empty() {
        lesson_note::Entity::delete_by_id(key).exec(ctx.db().connection()).await?;
        return Ok(());
    }
    let row = lesson_note::ActiveModel { person_id: Set(key.0), lesson_id: Set(key.1), body: Set(body), updated_at: Set(ctx.now) };
    let again = OnConflict::columns([lesson_note::Column::PersonId, lesson_note::Column::LessonId])
        .update_columns([lesson_note::Column::Body, lesson_note::Column::UpdatedAt])
        .to_owned();
    lesson_note::Entity::insert(row).on_conflict(again).exec_without_returning(ctx.db().connection()).await?;
    Ok(())
}

/// Sets or removes the reader's bookmark of a lesson.
///
/// # Errors
/// The database.
pub async fn toggle_bookmark(ctx: &Context, view: &LessonView) -> Result<()> {
    let key = (view.module.by().0, view.lesson.id.0);
    let gone = bookmark::Entity::delete_by_id(key).exec(ctx.db().connection()).await?;
    if gone.rows_affected == 0 {
        let row = bookmark::ActiveModel { person_id: Set(key.0), lesson_id: Set(key.1), created_at: Set(ctx.now) };
        let once = OnConflict::columns([bookmark::Column::PersonId, bookmark::Column::LessonId]).do_nothing().to_owned();
        bookmark::Entity::insert(row).on_conflict(once).exec_without_returning(ctx.db().connection()).await?;
    }
    Ok(())
}

/// A lesson the reader marked or wrote a note to.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Short name of the module.
    pub module: String,
    /// Title of the module.
    pub module_title: String,
    /// Short name of the lesson.
    pub lesson: String,
    /// Title of the lesson.
    pub title: String,
    /// The note; empty if there is only a bookmark.
    pub note: String,
    /// Whether it has a bookmark.
    pub bookmarked: bool,
}

#[derive(FromQueryResult)]
struct MarkedRow {
    module: String,
    module_title: String,
    lesson: String,
    title: String,
    note: Option<String>,
    bookmarked: Option<DateTimeUtc>,
}

/// The reader's bookmarks and notes, in the order of the curriculum.
///
/// # Errors
/// `SignIn`.
pub async fn own_marks(ctx: &Context) -> Result<Vec<Marked>> {
    let db = ctx.db().connection();
    let sql = "SELECT m.slug AS module, m.title AS module_title, l.slug AS lesson, l.title, n.body AS note, b.created_at AS bookmarked \
               FROM lesson l JOIN module m ON m.id = l.module_id \
               LEFT JOIN lesson_note n ON n.lesson_id = l.id AND n.person_id = $1 \
               LEFT JOIN bookmark b ON b.lesson_id = l.id AND b.person_id = $1 \
               WHERE (n.body IS NOT NULL OR b.created_at IS NOT NULL) AND l.retired_at IS NULL ORDER BY m.position, l.position";
    let values = [ctx.person()?.0.into()];
    let rows = MarkedRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    Ok(rows
        .into_iter()
        .map(|r| Marked {
            module: r.module,
            module_title: r.module_title,
            lesson: r.lesson,
            title: r.title,
            note: r.note.unwrap_or_default(),
            bookmarked: r.bookmarked.is_some(),
        })
        .collect())
}

/// A term of the glossary.
#[derive(Clone, Debug)]
pub struct GlossaryTerm {
    /// Its name in addresses.
    pub slug: String,
    /// The term.
    pub term: String,
    /// Its abbreviation, or empty.
    pub short: String,
    /// What it means.
    pub definition: String,
    /// Other terms, with their names in addresses.
    pub see: Vec<(String, String)>,
}

/// The glossary, in alphabetical order. Public.
///
/// # Errors
/// The database.
pub async fn glossary(ctx: &Context) -> Result<Vec<GlossaryTerm>> {
    let rows = glossary_term::Entity::find().order_by_asc(glossary_term::Column::Slug).all(ctx.db().connection()).await?;
    rows.into_iter()
        .map(|r| {
            let see: Vec<String> = serde_json::from_str(&r.see).map_err(|e| Error::Other(e.to_string()))?;
            Ok(GlossaryTerm {
                slug: r.slug,
                term: r.term,
                short: r.short,
                definition: r.definition,
                see: see.into_iter().map(|t| (super::content::slug_of(&t), t)).collect(),
            })
        })
        .collect()
}

/// Questions that the tests before and after ask for each outcome.
pub(crate) async fn test_per_outcome(db: &impl ConnectionTrait) -> Result<u32> {
    let row = programme::Entity::find().order_by_asc(programme::Column::Id).one(db).await?;
    Ok(row.map_or(1, |p| u32::try_from(p.test_per_outcome).unwrap_or(1)))
}

#[derive(FromQueryResult)]
struct OutcomeRow {
    person_id: Uuid,
    purpose: String,
    module_id: Uuid,
    outcome: i32,
    points: Option<i32>,
}

/// An outcome: its module and its number.
type Outcome = (ModuleId, u32);
/// What persons reached in the tests before and after, for each outcome.
type Tests = BTreeMap<Outcome, HashMap<PersonId, (Reached, Reached)>>;

/// The results of tests that were handed in, of one attempt, one person, or everybody.
async fn tests(db: &impl ConnectionTrait, person: Option<PersonId>, attempt: Option<AttemptId>) -> Result<Tests> {
    let sql = "SELECT a.person_id, a.purpose, q.module_id, v.outcome, r.points FROM attempt a JOIN response r ON r.attempt_id = a.id \
               JOIN question_version v ON v.id = r.question_version_id JOIN question q ON q.id = v.question_id \
               WHERE a.purpose IN ('before', 'after') AND a.submitted_at IS NOT NULL AND v.kind NOT IN ('open', 'description') \
               AND ($1 = 0 OR a.person_id = $2) AND ($3 = 0 OR a.id = $4)";
    let values = [
        i32::from(person.is_some()).into(),
        person.map_or(Uuid::nil(), |p| p.0).into(),
        i32::from(attempt.is_some()).into(),
        attempt.map_or(Uuid::nil(), |a| a.0).into(),
    ];
    let rows = OutcomeRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    let mut tests = Tests::new();
    for row in rows {
        let Some(points) = row.points else { continue }; // voided
        let outcome = (ModuleId(row.module_id), u32::try_from(row.outcome).unwrap_or(0));
        let both = tests.entry(outcome).or_default().entry(PersonId(row.person_id)).or_default();
        let side = if row.purpose == "before" { &mut both.0 } else { &mut both.1 };
        side.add(Reached { points: u32::try_from(points).unwrap_or(0), of: 100 });
    }
    Ok(tests)
}

/// After the test before a programme: notes the modules that the person knows; their lessons are then optional.
pub(crate) async fn note_known_modules(tx: &Tx, now: DateTime<Utc>, person: PersonId, attempt: AttemptId) -> Result<()> {
    let tests = tests(&**tx, None, Some(attempt)).await?;
    for row in module::Entity::find().all(&**tx).await? {
        let id = ModuleId(row.id);
        let outcomes: Vec<String> = serde_json::from_str(&row.outcomes).map_err(|e| Error::Other(e.to_string()))?;
        let reached = |n: u32| tests.get(&(id, n)).and_then(|people| people.get(&person)).map_or_else(Reached::default, |both| both.0);
        let all: Vec<Reached> = (1..=u32::try_from(outcomes.len()).unwrap_or(0)).map(reached).collect();
        if is_known(&all, u32::try_from(row.pass_percent).unwrap_or(100)) {
            let known = known_module::ActiveModel {
                person_id: Set(person.0),
                module_id: Set(row.id),
                attempt_id: Set(attempt.0),
                known_at: Set(now),
            };
            let once = OnConflict::columns([known_module::Column::PersonId, known_module::Column::ModuleId]).do_nothing().to_owned();
            known_module::Entity::insert(known).on_conflict(once).exec_without_returning(&**tx).await?;
        }
    }
    Ok(())
}

/// What was learned of an outcome.
#[derive(Clone, Debug)]
pub struct OutcomeGain {
    /// Title of the module.
    pub module: String,
    /// The outcome, in words.
    pub outcome: String,
    /// Before and after, of a person.
    pub own: (Reached, Reached),
    /// Before and after, of a group; none if nobody took both tests.
    pub group: Option<GroupGain>,
}

/// The reader's own gain, outcome by outcome. Empty before a test was taken.
///
/// # Errors
/// `SignIn`.
pub async fn own_gain(ctx: &Context) -> Result<Vec<OutcomeGain>> {
    gains(ctx, tests(ctx.db().connection(), Some(ctx.person()?), None).await?, ctx.actor.person).await
}

/// The gain of everybody who took both tests, outcome by outcome.
///
/// # Errors
/// The database.
pub async fn group_gains(ctx: &Context, _granted: &Granted<Network, action::Teach>) -> Result<Vec<OutcomeGain>> {
    gains(ctx, tests(ctx.db().connection(), None, None).await?, None).await
}

async fn gains(ctx: &Context, tests: Tests, person: Option<PersonId>) -> Result<Vec<OutcomeGain>> {
    let modules = module::Entity::find().order_by_asc(module::Column::Position).all(ctx.db().connection()).await?;
    let mut all = Vec::new();
    for row in modules {
        let outcomes: Vec<String> = serde_json::from_str(&row.outcomes).map_err(|e| Error::Other(e.to_string()))?;
        for (n, outcome) in (1..).zip(outcomes) {
            let Some(people) = tests.get(&(ModuleId(row.id), n)) else { continue };
            let own = person.and_then(|p| people.get(&p)).copied().unwrap_or_default();
            let pairs: Vec<(Reached, Reached)> = people.values().copied().collect();
            all.push(OutcomeGain { module: row.title.clone(), outcome, own, group: group_gain(&pairs) });
        }
    }
    Ok(all)
}

/// Plans the reviews of a module after its quiz was handed in: three, or none if nothing was wrong, or if the person
/// switched reviews off. What was planned before is replaced.
pub(crate) async fn plan_reviews(tx: &Tx, now: DateTime<Utc>, person: PersonId, module: ModuleId) -> Result<()> {
    spaced_review::Entity::delete_many()
        .filter(spaced_review::Column::PersonId.eq(person.0))
        .filter(spaced_review::Column::ModuleId.eq(module.0))
        .exec(&**tx)
        .await?;
    if reviews_off(&**tx, person).await? || quiz::review_questions(&**tx, person, module).await?.is_empty() {
        return Ok(());
    }
    let rows = (1..).zip(review_dates(now)).map(|(stage, due_on)| spaced_review::ActiveModel {
        id: Set(new_id()),
        person_id: Set(person.0),
        module_id: Set(module.0),
        stage: Set(stage),
        due_on: Set(due_on),
        mailed_at: Set(None),
        done_at: Set(None),
    });
    spaced_review::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

/// A review was taken: what was due is done.
pub(crate) async fn close_reviews(tx: &Tx, now: DateTime<Utc>, person: PersonId, module: ModuleId) -> Result<()> {
    spaced_review::Entity::update_many()
        .set(spaced_review::ActiveModel { done_at: Set(Some(now)), ..Default::default() })
        .filter(spaced_review::Column::PersonId.eq(person.0))
        .filter(spaced_review::Column::ModuleId.eq(module.0))
        .filter(spaced_review::Column::DoneAt.is_null())
        .filter(spaced_review::Column::DueOn.lte(now.date_naive()))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// A review that is due: short name and title of the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueReview {
    /// Short name of the module.
    pub module: String,
    /// Title of the module.
    pub title: String,
}

#[derive(FromQueryResult)]
struct DueRow {
    slug: String,
    title: String,
}

/// The reader's reviews that are due: one for each module.
///
/// # Errors
/// `SignIn`.
pub async fn due_reviews(ctx: &Context) -> Result<Vec<DueReview>> {
    let db = ctx.db().connection();
    let sql = "SELECT DISTINCT m.slug, m.title, m.position FROM spaced_review s JOIN module m ON m.id = s.module_id \
               JOIN account a ON a.person_id = s.person_id AND a.review_mail_off_at IS NULL \
               WHERE s.person_id = $1 AND s.done_at IS NULL AND s.due_on <= $2 ORDER BY m.position";
    let values = [ctx.person()?.0.into(), ctx.now.date_naive().into()];
    let rows = DueRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    Ok(rows.into_iter().map(|r| DueReview { module: r.slug, title: r.title }).collect())
}

/// Whether a review of this module is due for the person.
pub(crate) async fn is_review_due(db: &impl ConnectionTrait, person: PersonId, module: ModuleId, today: NaiveDate) -> Result<bool> {
    let due = spaced_review::Entity::find()
        .filter(spaced_review::Column::PersonId.eq(person.0))
        .filter(spaced_review::Column::ModuleId.eq(module.0))
        .filter(spaced_review::Column::DoneAt.is_null())
        .filter(spaced_review::Column::DueOn.lte(today))
        .one(db)
        .await?;
    Ok(due.is_some())
}

async fn reviews_off(db: &impl ConnectionTrait, person: PersonId) -> Result<bool> {
    let row = account_row::Entity::find().filter(account_row::Column::PersonId.eq(person.0)).one(db).await?;
    Ok(row.is_some_and(|a| a.review_mail_off_at.is_some()))
}

/// Whether the reader's reviews are switched on.
///
/// # Errors
/// `SignIn`.
pub async fn reviews_on(ctx: &Context) -> Result<bool> {
    Ok(!reviews_off(ctx.db().connection(), ctx.person()?).await?)
}

/// Switches the reader's reviews on or off.
///
/// # Errors
/// The database.
pub async fn switch_reviews(ctx: &Context, account: &Granted<OwnAccount, action::UseAccount>, on: Switch) -> Result<()> {
    switch(ctx.backend(), account.by(), ctx.now, on).await
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

async fn switch(backend: &Backend, person: PersonId, now: DateTime<Utc>, to: Switch) -> Result<()> {
    account_row::Entity::update_many()
        .set(account_row::ActiveModel { review_mail_off_at: Set((to == Switch::Off).then_some(now)), ..Default::default() })
        .filter(account_row::Column::PersonId.eq(person.0))
        .exec(backend.db.connection())
        .await?;
    Ok(())
}

/// Switches reviews off for whoever a letter went to, without signing in.
///
/// # Errors
/// `NotFound` for a token that names nobody.
pub async fn switch_off_by_letter(ctx: &Context, token: &str) -> Result<()> {
    let person = mail::person_of_off_token(ctx.backend(), token).await?;
    switch(ctx.backend(), person, ctx.now, Switch::Off).await
}

#[derive(FromQueryResult)]
struct ToMail {
    person_id: Uuid,
}

/// Asks for a letter to everybody whose review came due and was not mailed: one letter a person and day.
pub(crate) async fn ask_for_review_mails(backend: &Backend) -> Result<()> {
    let now = backend.clock.now();
    let today = now.date_naive();
    let db = backend.db.connection();
    let sql = "SELECT DISTINCT s.person_id FROM spaced_review s JOIN account a ON a.person_id = s.person_id \
               WHERE s.done_at IS NULL AND s.mailed_at IS NULL AND s.due_on <= $1 AND a.review_mail_off_at IS NULL AND a.disabled_at IS NULL LIMIT 500";
    let people = ToMail::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, [today.into()])).all(db).await?;
    if people.is_empty() {
        return Ok(());
    }
    let tx = backend.db.begin().await?;
    for row in people {
        let person = PersonId(row.person_id);
        tx.enqueue(now, Job::MailReview { person }, Some(format!("review:{person}:{today}"))).await?;
    }
    tx.commit().await
}

/// Sends the letter, and stamps what it was about first: better no second letter than two.
pub(crate) async fn mail_review(backend: &Backend, person: PersonId) -> Result<()> {
    let now = backend.clock.now();
    let due: NaiveDate = now.date_naive();
    let stamped = spaced_review::Entity::update_many()
        .set(spaced_review::ActiveModel { mailed_at: Set(Some(now)), ..Default::default() })
        .filter(spaced_review::Column::PersonId.eq(person.0))
        .filter(spaced_review::Column::DoneAt.is_null())
        .filter(spaced_review::Column::MailedAt.is_null())
        .filter(spaced_review::Column::DueOn.lte(due))
        .exec(backend.db.connection())
        .await?;
    if stamped.rows_affected == 0 || reviews_off(backend.db.connection(), person).await? {
        return Ok(());
    }
    let Some(email) = account::email_of(backend.db.connection(), person).await? else { return Ok(()) };
    let letter = Letter::Review { link: backend.mailer.link("/home") };
    let sent = mail::send(backend, &Recipient { person, email }, &letter).await;
    if sent.is_err() {
        // not sent: the next try shall find it again
        spaced_review::Entity::update_many()
            .set(spaced_review::ActiveModel { mailed_at: Set(None), ..Default::default() })
            .filter(spaced_review::Column::PersonId.eq(person.0))
            .filter(spaced_review::Column::MailedAt.eq(now))
            .exec(backend.db.connection())
            .await?;
    }
    sent
}

/// Takes a lesson out; what was done stays.
pub(crate) async fn retire_lesson(tx: &Tx, now: DateTime<Utc>, module: ModuleId, slug: &str) -> Result<()> {
    lesson::Entity::update_many()
        .set(lesson::ActiveModel { retired_at: Set(Some(now)), ..Default::default() })
        .filter(lesson::Column::ModuleId.eq(module.0))
        .filter(lesson::Column::Slug.eq(slug))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Takes a question out; what was answered stays.
pub(crate) async fn retire_question(tx: &Tx, now: DateTime<Utc>, module: ModuleId, slug: &str) -> Result<()> {
    use crate::quiz::entity::question;
    question::Entity::update_many()
        .set(question::ActiveModel { retired_at: Set(Some(now)), ..Default::default() })
        .filter(question::Column::ModuleId.eq(module.0))
        .filter(question::Column::Slug.eq(slug))
        .exec(&**tx)
        .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct LatestRow {
    module_id: Uuid,
    at: DateTimeUtc,
}

/// The modules the reader did something in, the latest first: where to resume.
pub(crate) async fn recent_modules(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ModuleId>> {
    let sql = "SELECT module_id, MAX(at) AS at FROM ( \
               SELECT l.module_id, d.done_at AS at FROM lesson_done d JOIN lesson l ON l.id = d.lesson_id WHERE d.person_id = $1 \
               UNION ALL SELECT l.module_id, n.updated_at AS at FROM lesson_note n JOIN lesson l ON l.id = n.lesson_id WHERE n.person_id = $1 \
               UNION ALL SELECT l.module_id, b.created_at AS at FROM bookmark b JOIN lesson l ON l.id = b.lesson_id WHERE b.person_id = $1 \
               UNION ALL SELECT a.module_id, a.started_at AS at FROM attempt a WHERE a.person_id = $1 AND a.module_id IS NOT NULL AND a.purpose = 'quiz' \
               ) x GROUP BY module_id";
    let mut rows =
        LatestRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, [person.0.into()])).all(db).await?;
    rows.sort_by_key(|r| std::cmp::Reverse(r.at));
    Ok(rows.into_iter().map(|r| ModuleId(r.module_id)).collect())
}

/// The programme's name in the heading of the tests.
///
/// # Errors
/// `NotFound` before a curriculum was imported.
pub async fn programme_title(ctx: &Context) -> Result<String> {
    the_programme(ctx.db().connection()).await?.map(|(_, title, _)| title).ok_or(Error::NotFound)
}

/// Why a module in force can't be taken: its quiz draws more than there is, a question tests an outcome that is not
/// there, or its last lesson is gone. `None` also for a module that has neither lesson nor question yet.
pub(crate) async fn flaw_of_module(db: &impl ConnectionTrait, module: ModuleId) -> Result<Option<String>> {
    let row = module::Entity::find_by_id(module.0).one(db).await?.ok_or(Error::NotFound)?;
    let (_, settings) = super::module_and_quiz(db, &row.slug).await?;
    let bank = quiz::bank(db, Some(module)).await?;
    let lessons = lesson::Entity::find().filter(lesson::Column::ModuleId.eq(module.0)).all(db).await?;
    let taught = lessons.iter().any(|l| l.retired_at.is_none());
    if bank.is_empty() && lessons.is_empty() {
        return Ok(None);
    }
    let outcomes: Vec<String> = serde_json::from_str(&row.outcomes).map_err(|e| Error::Other(e.to_string()))?;
    let lost = bank.iter().find(|b| usize::try_from(b.outcome).unwrap_or(usize::MAX) > outcomes.len());
    if let Some(lost) = lost {
        return Ok(Some(format!("the question “{}” tests outcome {}, which is not there", lost.slug, lost.outcome)));
    }
    if !taught && !lessons.is_empty() {
        return Ok(Some("a module needs a lesson: this is its last one".to_owned()));
    }
    let listed: Vec<(String, Vec<String>)> = bank.into_iter().map(|b| (b.slug, b.tags)).collect();
    let drawn = domain::quiz::draw(domain::quiz::Seed(0), &settings.draw, &listed);
    Ok(drawn.err().map(|flaw| format!("the quiz {flaw}")))
}

//! Reads of attempts. The key leaves the backend in [`result`] only, and only as far as the settings of the quiz
//! allow it then.

use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    ids::{AttemptId, ModuleId, PersonId},
    policy::{ActionType, Resource, action},
    quiz::{Answer, Attempted, Kind, Points, Question, Refusal, Review, Score, Settings, Shape, Timing, grade, normal_text, read_numbers},
};
use sea_orm::EntityTrait;

use super::{
    asked::{Asked, Fields, Given},
    bank::{corrections, natural, versions},
    commands::{may_review, settle_overdue},
    entity::{attempt, question_version, response},
    score::{attempted, attempts_at, frozen, responses, score_of},
    which::{Purpose, Quiz},
};
use crate::{
    access::{AsResource, Granted, authorize},
    context::Context,
    error::{Error, Result},
    learning,
};

/// An attempt, as the policy sees it.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Identity.
    pub id: AttemptId,
    /// Whose.
    pub owner: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// Of which module's quiz; a test has none.
    pub module: Option<ModuleId>,
    /// Counts the person's attempts at this quiz from 1.
    pub number: u32,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Its clock.
    pub timing: Timing,
    /// What it came to, once handed in.
    pub score: Option<Score>,
    /// Whether it passed.
    pub passed: bool,
    /// The settings it was started under.
    pub settings: Settings,
    seed: i64,
    quiz_key: String,
}

impl AsResource for Attempt {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Attempt { owner: self.owner }
    }
}

/// The clock of an attempt.
pub(super) fn timing(row: &attempt::Model) -> Timing {
    Timing { started: row.started_at, deadline: row.deadline_at }
}

fn attempt_of(row: &attempt::Model) -> Result<Attempt> {
    Ok(Attempt {
        id: AttemptId(row.id),
        owner: PersonId(row.person_id),
        purpose: Purpose::from_name(&row.purpose).ok_or_else(|| Error::Other(format!("attempt {}: purpose", row.id)))?,
        module: row.module_id.map(ModuleId),
        number: natural(row.number),
        submitted_at: row.submitted_at,
        timing: timing(row),
        score: score_of(row),
        passed: row.passed_at.is_some(),
        settings: frozen(row)?.settings,
        seed: row.seed,
        quiz_key: row.quiz_key.clone(),
    })
}

/// An attempt under way.
#[derive(Clone, Debug)]
pub struct AttemptView {
    /// For each question, in order, whether it was answered. Descriptions ask nothing and count as answered.
    pub answered: Vec<bool>,
}

/// A question as it is asked.
#[derive(Clone, Debug)]
pub struct QuestionView {
    /// Place in the attempt, from 1.
    pub position: u32,
    /// Kind.
    pub kind: Kind,
    /// The question, as safe HTML.
    pub text_html: String,
    /// Its fields, in the order shown.
    pub fields: Fields,
    /// Whether an answer is saved.
    pub saved: bool,
}

/// An attempt that was handed in.
#[derive(Clone, Debug)]
pub struct ResultView {
    /// What it came to.
    pub score: Score,
    /// Whether it passed.
    pub passed: bool,
    /// Counts the person's attempts from 1.
    pub number: u32,
    /// What may be seen.
    pub review: Review,
    /// Questions in the order asked.
    pub questions: Vec<QuestionResult>,
}

/// A question with its answer, and as much of key and feedback as may be seen.
#[derive(Clone, Debug)]
pub struct QuestionResult {
    /// The question, as safe HTML.
    pub text_html: String,
    /// What the answer came to.
    pub points: Points,
    /// The answer beside the key.
    pub shown: Shown,
    /// General feedback, as safe HTML; empty while the key is hidden.
    pub feedback_html: String,
    /// What the trainer wrote.
    pub comment: Option<String>,
}

/// An answer beside the key.
#[derive(Clone, Debug)]
pub enum Shown {
    /// Options in the order shown.
    Options(Vec<ShownOption>),
    /// Parts of an answer.
    Lines(Vec<ShownLine>),
    /// An open answer: what was written, the rubric with the points given, the model answer as safe HTML.
    Open {
        /// What was written.
        text: String,
        /// Criterion, points given, points there are.
        rubric: Vec<(String, Option<u32>, u32)>,
        /// Empty while the key is hidden.
        model_html: String,
    },
    /// Nothing was asked.
    Nothing,
}

/// An option of a result.
#[derive(Clone, Debug)]
pub struct ShownOption {
    /// Safe HTML.
    pub html: String,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Whether it is right; hidden with the key.
    pub right: Option<bool>,
    /// Feedback, as safe HTML; empty while the key is hidden.
    pub feedback_html: String,
}

/// A part of an answer.
#[derive(Clone, Debug)]
pub struct ShownLine {
    /// The left side, or empty.
    pub label: String,
    /// What was given; empty: nothing.
    pub given: String,
    /// What would have been right; hidden with the key.
    pub right: Option<String>,
    /// Whether it is right; hidden with the key.
    pub is_right: Option<bool>,
    /// Feedback to what was given, as safe HTML.
    pub feedback_html: String,
}

/// Loads an attempt for an action, as it stands.
///
/// # Errors
/// `NotFound` for an attempt that is not there or another's.
pub async fn load_for<A: ActionType>(ctx: &Context, id: AttemptId) -> Result<Granted<Attempt, A>> {
    let row = attempt::Entity::find_by_id(id.0).one(ctx.db().connection()).await?.ok_or(Error::NotFound)?;
    authorize(ctx, attempt_of(&row)?)
}

/// Where the reader stands with a quiz.
#[derive(Debug)]
pub struct Standing {
    /// Their attempts, oldest first.
    pub attempts: Vec<Granted<Attempt, action::Answer>>,
    /// Why no other can be started now.
    pub refusal: Option<Refusal>,
    all: Vec<Attempted>,
}

impl Standing {
    /// The latest attempt.
    pub fn latest(&self) -> Option<&Granted<Attempt, action::Answer>> {
        self.attempts.last()
    }
}

/// Where the reader stands with a quiz. An attempt whose time is up is handed in first.
///
/// # Errors
/// The database.
pub async fn standing(ctx: &Context, quiz: &Granted<Quiz, action::Learn>) -> Result<Standing> {
    let mut rows = Vec::new();
    for row in attempts_at(ctx.db().connection(), quiz.by().0, &quiz.key).await? {
        rows.push(settle_overdue(ctx, row).await?);
    }
    let all: Vec<Attempted> = rows.iter().map(attempted).collect();
    let mut refusal = quiz.settings.may_start(&all, ctx.now).err();
    if !may_review(ctx.db().connection(), ctx, quiz).await? {
        refusal = refusal.or(Some(Refusal::Closed));
    }
    let attempts = rows.iter().map(|row| authorize(ctx, attempt_of(row)?)).collect::<Result<_>>()?;
    Ok(Standing { attempts, refusal, all })
}

/// What was answered so far.
///
/// # Errors
/// The database.
pub async fn view(ctx: &Context, attempt: &Granted<Attempt, action::Answer>) -> Result<AttemptView> {
    let rows = responses(ctx.db().connection(), attempt.id).await?;
    let versions = versions(ctx.db().connection(), rows.iter().map(|r| r.question_version_id)).await?;
    let asks_nothing = |row: &response::Model| versions.get(&row.question_version_id).is_some_and(|v| v.kind == Kind::Description.name());
    Ok(AttemptView { answered: rows.iter().map(|row| row.answer.is_some() || asks_nothing(row)).collect() })
}

/// A question of an attempt.
///
/// # Errors
/// `NotFound` for a place that is not there.
pub async fn question(ctx: &Context, attempt: &Granted<Attempt, action::Answer>, position: u32) -> Result<QuestionView> {
    let db = ctx.db().connection();
    let key = (attempt.id.0, i32::try_from(position).unwrap_or(0));
    let row = response::Entity::find_by_id(key).one(db).await?.ok_or(Error::NotFound)?;
    let version = question_version::Entity::find_by_id(row.question_version_id).one(db).await?.ok_or(Error::NotFound)?;
    let asked = Asked::from(attempt.seed, &row, &version)?;
    Ok(QuestionView {
        position,
        kind: asked.question.kind(),
        text_html: asked.question.text.clone(),
        fields: asked.fields(),
        saved: row.answer.is_some(),
    })
}

/// The result of an attempt that was handed in, with as much of the key as its settings allow now.
///
/// # Errors
/// `NotFound` before it is handed in.
pub async fn result(ctx: &Context, attempt: &Granted<Attempt, action::Answer>) -> Result<ResultView> {
    let score = attempt.score.ok_or(Error::NotFound)?;
    let db = ctx.db().connection();
    let all: Vec<Attempted> = attempts_at(db, attempt.owner.0, &attempt.quiz_key).await?.iter().map(attempted).collect();
    // an exam that was made longer closes later for those, too, who began before
    let mut settings = attempt.settings.clone();
    if let (Some(frozen), Some(module)) = (settings.closes_at, attempt.module) {
        settings.closes_at = learning::quiz_settings_of(db, module).await?.closes_at.map(|now| now.max(frozen)).or(Some(frozen));
    }
    let review = settings.review(attempt.submitted_at.is_some(), &all, ctx.now);
    if review == Review::Nothing {
        return Err(Error::NotFound);
    }
    let rows = responses(db, attempt.id).await?;
    let versions = versions(db, rows.iter().map(|r| r.question_version_id)).await?;
    let corrections = corrections(db, rows.iter().map(|r| r.question_version_id)).await?;
    let mut questions = Vec::new();
    for row in &rows {
        let version = versions.get(&row.question_version_id).ok_or(Error::NotFound)?;
        let asked = Asked::from(attempt.seed, row, version)?;
        let corrected = corrections.get(&version.id).map_or(&[][..], Vec::as_slice);
        let graded = grade(&asked.question, asked.answer.as_ref(), corrected);
        let points = match (graded, row.points) {
            (Points::Out, _) => Points::Out,
            (_, Some(points)) => Points::Of(natural(points)),
            (other, None) => other,
        };
        let key = review == Review::Key;
        questions.push(QuestionResult {
            text_html: asked.question.text.clone(),
            points,
            shown: shown(&asked, row, key),
            feedback_html: if key { asked.question.feedback.clone() } else { String::new() },
            comment: row.comment.clone(),
        });
    }
    Ok(ResultView { score, passed: attempt.passed, number: attempt.number, review, questions })
}

fn shown(asked: &Asked, row: &response::Model, key: bool) -> Shown {
    let line = |label: String, given: String, right: String, is_right: bool| ShownLine {
        label,
        given,
        right: key.then_some(right),
        is_right: key.then_some(is_right),
        feedback_html: String::new(),
    };
    let answer = asked.answer.as_ref();
    let given = answer.map(Answer::text).unwrap_or_default().to_owned();
    match &asked.question.shape {
        Shape::Single { options } | Shape::Multiple { options } | Shape::TrueFalse { options } => {
            let option = |i: &usize| {
                let option = options.get(*i)?;
                Some(ShownOption {
                    html: option.text.clone(),
                    chosen: answer.is_some_and(|a| a.has_option(*i)),
                    right: key.then(|| option.is_right()),
                    feedback_html: if key { option.feedback.clone() } else { String::new() },
                })
            };
            Shown::Options(asked.order().iter().filter_map(option).collect())
        }
        Shape::ShortText { .. } | Shape::Number { .. } => Shown::Lines(vec![text_line(&asked.question, given, key)]),
        Shape::Matching { pairs, .. } => {
            let sides = asked.question.right_sides();
            let chosen = |left: usize| match answer {
                Some(Answer::Pairs(chosen)) => chosen.get(left).copied().flatten(),
                _ => None,
            };
            let pair = |(i, pair): (usize, &domain::quiz::Pair)| {
                let given = chosen(i).and_then(|r| sides.get(r)).copied().unwrap_or_default().to_owned();
                line(pair.left.clone(), given, pair.right.clone(), chosen(i) == Some(i))
            };
            Shown::Lines(pairs.iter().enumerate().map(pair).collect())
        }
        Shape::Ordering { items } => {
            let at = |place: usize| match answer {
                Some(Answer::Order(order)) => order.get(place).copied(),
                _ => None,
            };
            let item = |(place, right): (usize, &String)| {
                let given = at(place).and_then(|i| items.get(i)).cloned().unwrap_or_default();
                line(format!("{}.", place + 1), given, right.clone(), at(place) == Some(place))
            };
            Shown::Lines(items.iter().enumerate().map(item).collect())
        }
        Shape::Gaps { gaps } => {
            let text = |gap: usize| match answer {
                Some(Answer::Gaps(texts)) => texts.get(gap).cloned().unwrap_or_default(),
                _ => String::new(),
            };
            let gap = |(n, gap): (usize, &domain::quiz::Gap)| {
                let right = gap.accept.iter().any(|a| normal_text(a) == normal_text(&text(n)));
                line(format!("{{{}}}", n + 1), text(n), gap.accept.first().cloned().unwrap_or_default(), right)
            };
            Shown::Lines(gaps.iter().enumerate().map(gap).collect())
        }
        Shape::Open { criteria, model_answer } => {
            let given_points: Vec<u32> = row.rubric.as_deref().and_then(|r| serde_json::from_str(r).ok()).unwrap_or_default();
            let rubric = criteria.iter().enumerate().map(|(i, c)| (c.text.clone(), given_points.get(i).copied(), c.points)).collect();
            Shown::Open { text: given, rubric, model_html: if key { model_answer.clone() } else { String::new() } }
        }
        Shape::Description => Shown::Nothing,
    }
}

/// A text or a number: what was given, the first right answer, and the feedback of the answer that fits.
fn text_line(question: &Question, given: String, key: bool) -> ShownLine {
    let full = |credit| credit == domain::quiz::Credit::FULL;
    let (right, feedback) = match &question.shape {
        Shape::ShortText { answers } => (
            answers.iter().find(|a| full(a.credit)).map(|a| a.text.clone()),
            answers.iter().find(|a| normal_text(&a.text) == normal_text(&given)).map(|a| a.feedback.clone()),
        ),
        Shape::Number { answers } => {
            let near = |a: &&domain::quiz::NumberAnswer| read_numbers(&given).iter().any(|g| (g - a.value).abs() <= a.tolerance + 1e-9);
            (answers.iter().find(|a| full(a.credit)).map(|a| a.value.to_string()), answers.iter().find(near).map(|a| a.feedback.clone()))
        }
        _ => (None, None),
    };
    let is_right = grade(question, Some(&Answer::Text(given.clone())), &[]) == Points::Of(domain::quiz::FULL);
    ShownLine {
        label: String::new(),
        given,
        right: if key { right } else { None },
        is_right: key.then_some(is_right),
        feedback_html: if key { feedback.unwrap_or_default() } else { String::new() },
    }
}

impl Standing {
    /// Whether any attempt passed.
    pub fn passed(&self) -> bool {
        self.all.iter().any(|a| a.passed)
    }
}

/// A right or a wrong answer to each question of an attempt, as a form sends it: for the demonstration, tests and
/// benchmarks. It gives the key away, so no screen calls it. `right` says for each place, from 1, which it shall be.
///
/// # Errors
/// `NotFound`.
pub async fn made_up_answers(ctx: &Context, attempt: AttemptId, right: impl Fn(u32) -> bool) -> Result<Vec<Given>> {
    let db = ctx.db().connection();
    let row = attempt::Entity::find_by_id(attempt.0).one(db).await?.ok_or(Error::NotFound)?;
    let rows = responses(db, attempt).await?;
    let versions = versions(db, rows.iter().map(|r| r.question_version_id)).await?;
    let mut all = Vec::new();
    for r in &rows {
        let asked = Asked::from(row.seed, r, versions.get(&r.question_version_id).ok_or(Error::NotFound)?)?;
        let order = asked.order();
        let right = right(natural(r.position));
        all.push(match &asked.question.shape {
            Shape::Single { options } | Shape::Multiple { options } | Shape::TrueFalse { options } => {
                let fits = |shown: &usize| order.get(*shown).and_then(|i| options.get(*i)).is_some_and(|o| o.is_right() == right);
                let all = (0..order.len()).filter(fits);
                Given::Options(if right { all.collect() } else { all.take(1).collect() })
            }
            Shape::ShortText { answers } => {
                Given::Text(answers.first().filter(|_| right).map_or("nonsense".to_owned(), |a| a.text.clone()))
            }
            Shape::Number { answers } => {
                Given::Text(answers.first().filter(|_| right).map_or("-987654".to_owned(), |a| a.value.to_string()))
            }
            Shape::Matching { pairs, .. } => {
                let place = |i: usize| order.iter().position(|o| *o == i);
                Given::Pairs((0..pairs.len()).map(|i| place(if right { i } else { (i + 1) % pairs.len() })).collect())
            }
            Shape::Ordering { items } => Given::Places(order.iter().map(|i| Some(if right { i + 1 } else { items.len() - i })).collect()),
            Shape::Gaps { gaps } => {
                Given::Gaps(gaps.iter().map(|g| g.accept.first().filter(|_| right).cloned().unwrap_or("nonsense".to_owned())).collect())
            }
            Shape::Open { .. } => Given::Text("An open answer.".into()),
            Shape::Description => Given::Text(String::new()),
        });
    }
    Ok(all)
}

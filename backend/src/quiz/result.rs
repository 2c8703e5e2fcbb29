//! The result of an attempt: the only place where the key leaves the backend, and only as far as the settings of the quiz
//! allow it then.

use domain::{
    policy::action,
    quiz::{Answer, Attempted, Correction, Points, Question, Review, Score, Shape, grade},
};

use super::{
    asked::Asked,
    corrected::corrections,
    entity::response,
    queries::Attempt,
    score::{attempted, attempts_at, responses},
};
use crate::{
    access::Granted,
    bank::{natural, versions},
    context::Context,
    error::{Error, Result},
    learning,
};

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
            shown: shown(&asked, row, key, corrected),
            feedback_html: if key { asked.question.feedback.clone() } else { String::new() },
            comment: row.comment.clone(),
        });
    }
    Ok(ResultView { score, passed: attempt.passed, number: attempt.number, review, questions })
}

fn shown(asked: &Asked, row: &response::Model, key: bool, corrected: &[Correction]) -> Shown {
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
                    right: key.then(|| option.is_right() || corrected.contains(&Correction::AcceptOption { option: *i })),
                    feedback_html: if key { option.feedback.clone() } else { String::new() },
                })
            };
            Shown::Options(asked.order().iter().filter_map(option).collect())
        }
        Shape::ShortText { .. } | Shape::Number { .. } => Shown::Lines(vec![text_line(&asked.question, given, key, corrected)]),
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
                let right = gap.fits(&text(n));
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
fn text_line(question: &Question, given: String, key: bool, corrected: &[Correction]) -> ShownLine {
    let full = |credit| credit == domain::quiz::Credit::FULL;
    let (right, feedback) = match &question.shape {
        Shape::ShortText { answers } => (
            answers.iter().find(|a| full(a.credit)).map(|a| a.text.clone()),
            answers.iter().find(|a| a.fits(&given)).map(|a| a.feedback.clone()),
        ),
        Shape::Number { answers } => (
            answers.iter().find(|a| full(a.credit)).map(|a| a.value.to_string()),
            answers.iter().find(|a| a.fits(&given)).map(|a| a.feedback.clone()),
        ),
        _ => (None, None),
    };
    let is_right = grade(question, Some(&Answer::Text(given.clone())), corrected) == Points::Of(domain::quiz::FULL);
    ShownLine {
        label: String::new(),
        given,
        right: if key { right } else { None },
        is_right: key.then_some(is_right),
        feedback_html: if key { feedback.unwrap_or_default() } else { String::new() },
    }
}

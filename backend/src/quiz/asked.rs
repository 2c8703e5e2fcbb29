//! A question as it was asked: the specification, the order shown, and the answer. Turns what a form sends (in the
//! order shown) into an answer (in the author's order) and back. The key stays in here.

use domain::{
    form::{FieldError, FormErrors},
    quiz::{Answer, Kind, Misfit, Question, Seed, Shape, shown_order},
};

use super::entity::response;
use crate::{
    bank::{VersionRow, spec},
    error::{Error, Result},
};

/// What a form sends, in the order shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Options chosen.
    Options(Vec<usize>),
    /// A text.
    Text(String),
    /// For each left side the right side chosen.
    Pairs(Vec<Option<usize>>),
    /// For each item shown its place, from 1.
    Places(Vec<Option<usize>>),
    /// A text for each gap.
    Gaps(Vec<String>),
}

/// The fields of a question, in the order shown, with what was answered. Nothing of the key is in here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fields {
    /// Options: safe HTML, and whether it was chosen.
    Options {
        /// Whether several can be chosen.
        several: bool,
        /// In the order shown.
        options: Vec<(String, bool)>,
    },
    /// A line of text, or a number.
    Line(String),
    /// Several lines.
    Lines {
        /// What was written.
        text: String,
        /// What the trainer looks for, with points.
        criteria: Vec<(String, u32)>,
    },
    /// Left sides with the right side chosen, and the right sides.
    Pairs {
        /// In the author's order.
        left: Vec<(String, Option<usize>)>,
        /// In the order shown.
        right: Vec<String>,
    },
    /// Items with their place, from 1.
    Places(Vec<(String, Option<usize>)>),
    /// Gaps: what to choose from (empty: typed), and what was filled in.
    Gaps(Vec<(Vec<String>, String)>),
    /// Nothing is asked.
    Nothing,
}

#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub question: Question,
    pub answer: Option<Answer>,
    seed: Seed,
    position: u32,
}

impl Asked {
    pub(super) fn from(seed: i64, row: &response::Model, version: &VersionRow) -> Result<Self> {
        let answer = row.answer.as_deref().map(serde_json::from_str).transpose();
        Ok(Self {
            question: spec(version.id, &version.spec)?,
            answer: answer.map_err(|e| Error::Other(format!("response {}/{}: {e}", row.attempt_id, row.position)))?,
            seed: Seed(seed),
            position: u32::try_from(row.position).unwrap_or(0),
        })
    }

    /// The order in which options, items or right sides are shown. True/false keeps its order.
    pub(super) fn order(&self) -> Vec<usize> {
        let shuffle = |count| shown_order(self.seed, self.position, count);
        match &self.question.shape {
            Shape::TrueFalse { options } => (0..options.len()).collect(),
            Shape::Single { options } | Shape::Multiple { options } => shuffle(options.len()),
            Shape::Matching { .. } => shuffle(self.question.right_sides().len()),
            Shape::Ordering { items } => shuffle(items.len()),
            _ => Vec::new(),
        }
    }

    /// What the form needs.
    pub(super) fn fields(&self) -> Fields {
        let order = self.order();
        let place_of = |author: usize| order.iter().position(|i| *i == author);
        match (&self.question.shape, &self.answer) {
            (Shape::Single { options } | Shape::Multiple { options } | Shape::TrueFalse { options }, answer) => Fields::Options {
                several: self.question.kind() == Kind::Multiple,
                options: order
                    .iter()
                    .filter_map(|i| Some((options.get(*i)?.text.clone(), answer.as_ref().is_some_and(|a| a.has_option(*i)))))
                    .collect(),
            },
            (Shape::ShortText { .. } | Shape::Number { .. }, answer) => {
                Fields::Line(answer.as_ref().map(Answer::text).unwrap_or_default().to_owned())
            }
            (Shape::Open { criteria, .. }, answer) => Fields::Lines {
                text: answer.as_ref().map(Answer::text).unwrap_or_default().to_owned(),
                criteria: criteria.iter().map(|c| (c.text.clone(), c.points)).collect(),
            },
            (Shape::Matching { pairs, .. }, answer) => {
                let sides = self.question.right_sides();
                let chosen = |left: usize| match answer {
                    Some(Answer::Pairs(chosen)) => chosen.get(left).copied().flatten().and_then(place_of),
                    _ => None,
                };
                Fields::Pairs {
                    left: pairs.iter().enumerate().map(|(i, p)| (p.left.clone(), chosen(i))).collect(),
                    right: order.iter().filter_map(|i| Some((*sides.get(*i)?).to_owned())).collect(),
                }
            }
            (Shape::Ordering { items }, answer) => {
                let place = |item: usize| match answer {
                    Some(Answer::Order(given)) => given.iter().position(|i| *i == item).map(|n| n + 1),
                    _ => None,
                };
                Fields::Places(order.iter().filter_map(|i| Some((items.get(*i)?.clone(), place(*i)))).collect())
            }
            (Shape::Gaps { gaps }, answer) => {
                let given = |gap: usize| match answer {
                    Some(Answer::Gaps(texts)) => texts.get(gap).cloned().unwrap_or_default(),
                    _ => String::new(),
                };
                let choices = |n: usize, gap: &domain::quiz::Gap| {
                    let salt = self.position * 100 + u32::try_from(n).unwrap_or(0);
                    shown_order(self.seed, salt, gap.choices.len()).iter().filter_map(|i| gap.choices.get(*i).cloned()).collect()
                };
                Fields::Gaps(gaps.iter().enumerate().map(|(n, gap)| (choices(n, gap), given(n))).collect())
            }
            (Shape::Description, _) => Fields::Nothing,
        }
    }

    /// The answer a form sent.
    ///
    /// # Errors
    /// `Invalid` with the field `answer`.
    pub(super) fn accept(&self, given: &Given) -> Result<Answer> {
        let order = self.order();
        let wrong = |error| Error::Invalid(FormErrors::one("answer", error));
        let answer = match given {
            Given::Options(shown) => shown.iter().map(|i| order.get(*i).copied()).collect::<Option<_>>().map(Answer::Options),
            Given::Text(text) => Some(Answer::Text(text.trim().to_owned())),
            Given::Pairs(shown) => shown
                .iter()
                .map(|i| i.map(|i| order.get(i).copied()).map_or(Some(None), |o| o.map(Some)))
                .collect::<Option<_>>()
                .map(Answer::Pairs),
            Given::Places(places) => self.in_order(&order, places)?.map(Answer::Order),
            Given::Gaps(texts) => Some(Answer::Gaps(texts.iter().map(|t| t.trim().to_owned()).collect())),
        };
        let answer = answer.ok_or_else(|| wrong(FieldError::Choice))?;
        match answer.fits(&self.question) {
            Ok(()) => Ok(answer),
            Err(Misfit::Empty) => Err(wrong(FieldError::Empty)),
            Err(Misfit::Choice) => Err(wrong(FieldError::Choice)),
            Err(Misfit::Twice) => Err(wrong(FieldError::SamePlace)),
            Err(Misfit::Number) => Err(wrong(FieldError::NotNumber)),
            Err(Misfit::TooLong) => Err(wrong(FieldError::TooLong { max: 8_000 })),
        }
    }

    /// Items by their places; `None` if a place does not exist.
    fn in_order(&self, order: &[usize], places: &[Option<usize>]) -> Result<Option<Vec<usize>>> {
        let wrong = |error| Error::Invalid(FormErrors::one("answer", error));
        if places.iter().any(Option::is_none) || places.len() != order.len() {
            return Err(wrong(FieldError::Empty));
        }
        let mut ranked: Vec<(usize, usize)> = places.iter().flatten().copied().zip(order.iter().copied()).collect();
        ranked.sort_unstable();
        if ranked.windows(2).any(|w| matches!(w, [a, b] if a.0 == b.0)) {
            return Err(wrong(FieldError::SamePlace));
        }
        let in_range = ranked.iter().all(|(place, _)| (1..=order.len()).contains(place));
        Ok(in_range.then(|| ranked.into_iter().map(|(_, item)| item).collect()))
    }
}

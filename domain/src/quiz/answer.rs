//! What was given for an answer.

use serde::{Deserialize, Serialize};

use super::{Question, Shape};
use crate::form::limits;

/// An answer, in the author's numbering: the order shown is not part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Options chosen.
    Options(Vec<usize>),
    /// A text, a number as typed, or an open answer.
    Text(String),
    /// For each left side the right side chosen.
    Pairs(Vec<Option<usize>>),
    /// Items in the order given.
    Order(Vec<usize>),
    /// A text for each gap.
    Gaps(Vec<String>),
}

/// Why an answer is not one to this question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Nothing was given.
    Empty,
    /// Something that can't be chosen, or of another kind.
    Choice,
    /// An item stands at two places, or at none.
    Twice,
    /// Not a number.
    Number,
    /// More than can be kept.
    TooLong,
}

/// Most characters of an open answer.
const LONGEST: usize = limits::size(limits::ANSWER);

impl Answer {
    /// Does the answer fit the question? A part of a matching or of gaps may be left empty, not the whole.
    ///
    /// # Errors
    /// The first misfit found.
    pub fn fits(&self, question: &Question) -> Result<(), Misfit> {
        match (self, &question.shape) {
            (Answer::Options(chosen), Shape::Multiple { options }) => numbers(chosen, options.len()),
            (Answer::Options(chosen), Shape::Single { options } | Shape::TrueFalse { options }) => {
                numbers(chosen, options.len())?;
                if chosen.len() == 1 { Ok(()) } else { Err(Misfit::Choice) }
            }
            (Answer::Text(text), Shape::ShortText { .. } | Shape::Open { .. } | Shape::Number { .. }) => {
                if text.trim().is_empty() {
                    return Err(Misfit::Empty);
                }
                if text.chars().count() > LONGEST {
                    return Err(Misfit::TooLong);
                }
                let wants_number = matches!(question.shape, Shape::Number { .. });
                if wants_number && super::read_numbers(text).is_empty() { Err(Misfit::Number) } else { Ok(()) }
            }
            (Answer::Pairs(chosen), Shape::Matching { pairs, .. }) => {
                let sides = question.right_sides().len();
                if chosen.iter().all(Option::is_none) {
                    return Err(Misfit::Empty);
                }
                let good = chosen.len() == pairs.len() && chosen.iter().flatten().all(|r| *r < sides);
                if good { Ok(()) } else { Err(Misfit::Choice) }
            }
            (Answer::Order(order), Shape::Ordering { items }) => {
                let mut sorted = order.clone();
                sorted.sort_unstable();
                if sorted.iter().copied().eq(0..items.len()) { Ok(()) } else { Err(Misfit::Twice) }
            }
            (Answer::Gaps(texts), Shape::Gaps { gaps }) => {
                if texts.iter().all(|t| t.trim().is_empty()) {
                    return Err(Misfit::Empty);
                }
                let good = texts.len() == gaps.len() && texts.iter().all(|t| t.chars().count() <= 200);
                if good { Ok(()) } else { Err(Misfit::Choice) }
            }
            _ => Err(Misfit::Choice),
        }
    }

    /// Whether the option was chosen.
    pub fn has_option(&self, index: usize) -> bool {
        matches!(self, Answer::Options(chosen) if chosen.contains(&index))
    }

    /// The text given.
    pub fn text(&self) -> &str {
        match self {
            Answer::Text(text) => text,
            _ => "",
        }
    }
}

fn numbers(chosen: &[usize], count: usize) -> Result<(), Misfit> {
    match chosen {
        [] => Err(Misfit::Empty),
        chosen if chosen.iter().all(|i| *i < count) => Ok(()),
        _ => Err(Misfit::Choice),
    }
}

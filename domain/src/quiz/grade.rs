//! Grading an answer, and scoring an attempt.

use serde::{Deserialize, Serialize};

use super::{Answer, Credit, NumberAnswer, Question, Shape, normal_text, read_numbers};

/// Points of a fully right answer. Every question weighs the same.
pub const FULL: u32 = 100;

/// What an answer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Points {
    /// Points of [`FULL`].
    Of(u32),
    /// A trainer has still to grade it.
    Waiting,
    /// It does not count: a description, or a question that was voided.
    Out,
}

/// A correction of a question after it was asked: a new fact, the question stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "correction")]
pub enum Correction {
    /// It counts for nobody.
    Void,
    /// This option is right too.
    AcceptOption {
        /// In the author's numbering.
        option: usize,
    },
    /// This text or number is right too.
    AcceptText {
        /// As a person would type it.
        text: String,
    },
}

/// Points of an answer; `None` is no answer.
///
/// * Single, true/false: the credit of the option.
/// * Multiple: the sum of the credits chosen, never below 0. By default the right options share
///   the points and the wrong ones take enough that choosing everything earns nothing.
/// * Short text: the credit of the answer that is the same after normalisation.
/// * Number: the best credit of the values it is near enough to.
/// * Matching, gaps: the share of the parts that are right.
/// * Ordering: the share of neighbours in the right order: of `n` items, `n − 1` pairs.
/// * Open: waits for a trainer; no answer is 0.
pub fn grade(question: &Question, answer: Option<&Answer>, corrections: &[Correction]) -> Points {
    if corrections.contains(&Correction::Void) || question.shape == Shape::Description {
        return Points::Out;
    }
    let Some(answer) = answer.filter(|a| a.fits(question).is_ok()) else { return Points::Of(0) };
    let credit = match (&question.shape, answer) {
        (Shape::Open { .. }, _) => return Points::Waiting,
        (Shape::Single { options } | Shape::TrueFalse { options }, Answer::Options(chosen)) => chosen
            .first()
            .map_or(0, |i| if accepted_option(corrections, *i) { Credit::FULL.0 } else { options.get(*i).map_or(0, |o| o.credit.0) }),
        (Shape::Multiple { options }, Answer::Options(chosen)) => {
            let mut chosen = chosen.clone();
            chosen.sort_unstable();
            chosen.dedup();
            // an option accepted later takes nothing, and is not needed for all points
            chosen
                .iter()
                .filter_map(|i| options.get(*i).filter(|o| o.is_right() || !accepted_option(corrections, *i)))
                .map(|o| o.credit.0)
                .sum()
        }
        (Shape::ShortText { answers }, Answer::Text(given)) => {
            let accepted = accepted_texts(corrections).any(|t| normal_text(t) == normal_text(given));
            let best = answers.iter().filter(|a| a.fits(given)).map(|a| a.credit.0).max();
            if accepted { Credit::FULL.0 } else { best.unwrap_or(0) }
        }
        (Shape::Number { answers }, Answer::Text(given)) => {
            let exactly = |value| NumberAnswer { value, tolerance: 0.0, credit: Credit::FULL, feedback: String::new() };
            let accepted = accepted_texts(corrections).flat_map(read_numbers).any(|n| exactly(n).fits(given));
            let best = answers.iter().filter(|a| a.fits(given)).map(|a| a.credit.0).max();
            if accepted { Credit::FULL.0 } else { best.unwrap_or(0) }
        }
        (Shape::Matching { pairs, .. }, Answer::Pairs(chosen)) => {
            share((0..).zip(chosen).filter(|(left, right)| **right == Some(*left)).count(), pairs.len())
        }
        (Shape::Ordering { items }, Answer::Order(order)) => {
            let neighbours = order.windows(2).filter(|w| matches!(w, [a, b] if a + 1 == *b)).count();
            share(neighbours, items.len().saturating_sub(1))
        }
        (Shape::Gaps { gaps }, Answer::Gaps(texts)) => {
            share(gaps.iter().zip(texts).filter(|(gap, text)| gap.fits(text)).count(), gaps.len())
        }
        _ => 0,
    };
    // a thousandth of a per cent is forgiven: three thirds are the whole
    Points::Of(u32::try_from((credit.clamp(0, Credit::FULL.0) + 100) / 100_000).unwrap_or(0))
}

fn share(right: usize, of: usize) -> i64 {
    let (right, of) = (i64::try_from(right).unwrap_or(0), i64::try_from(of).unwrap_or(0));
    (right * Credit::FULL.0).checked_div(of).unwrap_or(0)
}

fn accepted_option(corrections: &[Correction], index: usize) -> bool {
    corrections.contains(&Correction::AcceptOption { option: index })
}

fn accepted_texts(corrections: &[Correction]) -> impl Iterator<Item = &str> {
    corrections.iter().filter_map(|c| match c {
        Correction::AcceptText { text } => Some(text.as_str()),
        _ => None,
    })
}

/// The score of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// Points gained.
    pub points: u32,
    /// Points that could be gained.
    pub of: u32,
    /// Open answers that wait for a trainer. They count as 0 until then.
    pub waiting: u32,
}

impl Score {
    /// The score over all questions asked; what is out leaves the denominator.
    pub fn of_points(points: &[Points]) -> Self {
        let counting = points.iter().filter(|p| **p != Points::Out).count();
        let waiting = points.iter().filter(|p| **p == Points::Waiting).count();
        let gained = points.iter().map(|p| if let Points::Of(n) = p { *n } else { 0 }).sum();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX / FULL);
        Self { points: gained, of: count(counting) * FULL, waiting: count(waiting) }
    }

    /// Per cent, rounded down, so that 79.9 never shows as the 80 that would pass.
    pub fn percent(self) -> u32 {
        (self.points * 100).checked_div(self.of).unwrap_or(0)
    }

    /// Whether it reaches the mark. An empty quiz is never passed.
    pub fn passes(self, pass_percent: u32) -> bool {
        self.of > 0 && u64::from(self.points) * 100 >= u64::from(self.of) * u64::from(pass_percent)
    }
}

/// The score after a correction: the better of both. A mistake of ours never takes away what a person reached.
pub fn rescored(before: Score, after: Score) -> Score {
    let better = u64::from(after.points) * u64::from(before.of) >= u64::from(before.points) * u64::from(after.of);
    if after.of > 0 && (better || before.of == 0) { after } else { Score { waiting: after.waiting, ..before } }
}

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
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { points: gained, of: count(counting).saturating_mul(FULL), waiting: count(waiting) }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::quiz::{Accepted, Choice};

    fn question(shape: Shape) -> Question {
        Question { text: "Which?".into(), feedback: String::new(), shape }
    }
    fn options(credits: &[f64]) -> Vec<Choice> {
        let option = |credit: &f64| Choice { text: "an option".into(), credit: (*credit).into(), feedback: String::new() };
        credits.iter().map(option).collect()
    }
    fn chosen(question: &Question, options: &[usize], corrections: &[Correction]) -> Points {
        grade(question, Some(&Answer::Options(options.to_vec())), corrections)
    }
    fn typed(question: &Question, text: &str, corrections: &[Correction]) -> Points {
        grade(question, Some(&Answer::Text(text.into())), corrections)
    }
    fn accept(text: &str) -> Correction {
        Correction::AcceptText { text: text.into() }
    }

    #[test]
    fn an_option_that_is_right_too_gives_all_points_to_who_chose_it() {
        let single = question(Shape::Single { options: options(&[100.0, 25.0, 0.0]) });
        let second = [Correction::AcceptOption { option: 1 }];
        assert_eq!([0, 1, 2].map(|n| chosen(&single, &[n], &[])), [100, 25, 0].map(Points::Of));
        assert_eq!([0, 1, 2].map(|n| chosen(&single, &[n], &second)), [100, 100, 0].map(Points::Of));
    }

    #[test]
    fn an_option_that_is_right_too_takes_nothing_where_several_are_chosen() {
        let multiple = question(Shape::Multiple { options: options(&[50.0, 50.0, -50.0, -50.0]) });
        let third = [Correction::AcceptOption { option: 2 }];
        assert_eq!(chosen(&multiple, &[0, 1, 2], &[]), Points::Of(50));
        assert_eq!(chosen(&multiple, &[0, 1, 2], &third), Points::Of(100));
        assert_eq!(chosen(&multiple, &[0, 1], &third), Points::Of(100), "nor is it needed");
        assert_eq!(chosen(&multiple, &[0, 1, 3], &third), Points::Of(50), "the other wrong one still takes");
        let right_anyway = [Correction::AcceptOption { option: 0 }];
        assert_eq!(chosen(&multiple, &[0, 1], &right_anyway), Points::Of(100), "what was right keeps its points");
    }

    #[test]
    fn a_text_that_is_right_too_is_right_for_who_wrote_it_only() {
        let answer = |text: &str, credit: f64| Accepted { text: text.into(), credit: credit.into(), feedback: String::new() };
        let text = question(Shape::ShortText { answers: vec![answer("noted", 100.0), answer("taken note of", 50.0)] });
        let corrections = [accept("Not supported")];
        assert_eq!(typed(&text, "not  supported", &[]), Points::Of(0));
        assert_eq!(typed(&text, "not  supported", &corrections), Points::Of(100));
        assert_eq!(typed(&text, "supported", &corrections), Points::Of(0));
        assert_eq!(typed(&text, "taken note of", &corrections), Points::Of(50));
        assert_eq!(typed(&text, "noted", &corrections), Points::Of(100));
    }

    #[test]
    fn a_number_that_is_right_too_is_so_exactly() {
        let number = |value, tolerance, credit: f64| NumberAnswer { value, tolerance, credit: credit.into(), feedback: String::new() };
        let when = question(Shape::Number { answers: vec![number(2006.0, 0.0, 100.0), number(2006.0, 2.0, 50.0)] });
        let corrections = [accept("2008")];
        assert_eq!(["2006", "2007", "2008", "2009"].map(|n| typed(&when, n, &[])), [100, 50, 50, 0].map(Points::Of));
        assert_eq!(["2006", "2007", "2008", "2009"].map(|n| typed(&when, n, &corrections)), [100, 50, 100, 0].map(Points::Of));
    }

    #[test]
    fn what_can_not_be_chosen_or_graded_is_worth_nothing() {
        let single = question(Shape::Single { options: options(&[100.0, 0.0]) });
        assert_eq!(typed(&single, "0", &[]), Points::Of(0), "an answer of another kind");
        let description = question(Shape::Description);
        assert_eq!((grade(&description, None, &[]), typed(&description, "x", &[])), (Points::Out, Points::Out));
        assert_eq!(grade(&single, None, &[Correction::Void]), Points::Out);
        assert_eq!(chosen(&single, &[1], &[accept("an option")]), Points::Of(0), "a text is no option");
    }

    #[test]
    fn credit_is_rounded_down_to_whole_points() {
        let of = |credit: f64| chosen(&question(Shape::Single { options: options(&[100.0, credit]) }), &[1], &[]);
        assert_eq!([0.0, 0.5, 99.0, 99.99, 100.0, -50.0].map(of), [0, 0, 99, 99, 100, 0].map(Points::Of));
        assert_eq!(of(66.9999), Points::Of(67), "a thousandth is forgiven");
    }

    #[test]
    fn a_score_adds_up_what_counts() {
        let all = [Points::Of(100), Points::Of(30), Points::Waiting, Points::Waiting, Points::Out];
        let score = Score::of_points(&all);
        assert_eq!(score, Score { points: 130, of: 400, waiting: 2 });
        assert_eq!(score.percent(), 32);
        assert!(score.passes(32) && !score.passes(33), "32.5 of 100");
        let nothing = Score::of_points(&[Points::Out]);
        assert_eq!((nothing.of, nothing.percent(), nothing.passes(0)), (0, 0, false));
    }

    #[test]
    fn of_two_scores_the_better_share_stays() {
        let score = |points, of, waiting| Score { points, of, waiting };
        assert_eq!(rescored(score(300, 500, 2), score(250, 400, 1)), score(250, 400, 1), "62.5 after 60");
        assert_eq!(rescored(score(300, 500, 2), score(200, 400, 1)), score(300, 500, 1), "50 after 60; what waits is told as it is");
        assert_eq!(rescored(score(300, 500, 0), score(240, 400, 0)), score(240, 400, 0), "the same share, by fewer questions");
        assert_eq!(rescored(score(0, 0, 1), score(10, 100, 0)), score(10, 100, 0), "where nothing counted, anything is better");
        assert_eq!(rescored(score(0, 0, 1), score(0, 0, 0)), score(0, 0, 0));
        assert_eq!(rescored(score(300, 500, 2), score(0, 0, 1)), score(300, 500, 1), "every question was voided");
    }

    proptest! {
        #[test]
        fn a_correction_that_accepts_never_takes_points(
            credits in prop::collection::vec(-10_i32..=10, 2..6), picked in prop::collection::vec(0_usize..6, 1..6), right in 0_usize..6
        ) {
            let credits: Vec<f64> = credits.iter().map(|c| f64::from(*c) * 10.0).collect();
            let corrections = [Correction::AcceptOption { option: right }];
            for shape in [Shape::Single { options: options(&credits) }, Shape::Multiple { options: options(&credits) }] {
                let question = question(shape);
                let (Points::Of(before), Points::Of(after)) = (chosen(&question, &picked, &[]), chosen(&question, &picked, &corrections)) else {
                    panic!("a choice is graded at once")
                };
                prop_assert!(before <= after && after <= FULL);
            }
        }
    }
}

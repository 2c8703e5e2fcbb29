//! Item analysis: how good is a question? Formulas as in Moodle's quiz statistics: variances divide by n − 1, the rest of
//! a person is their total without the question, and what is undefined is `None`, never 0.

/// One person's marks in one attempt: a share from 0 to 1 for each question, `None` where it was not asked.
pub type Marks = Vec<Option<f64>>;

/// What can be said of a question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// How many responses.
    pub n: usize,
    /// Mean mark over the highest mark: 0 nobody, 1 everybody.
    pub facility: Option<f64>,
    /// Standard deviation of the marks.
    pub deviation: Option<f64>,
    /// `100 · cov(x, rest) / √(var x · var rest)`: do those who know the rest know this?
    pub discrimination: Option<f64>,
    /// `100 · cov(x, rest) / cov_max`, where `cov_max` is the covariance of the same marks, both sorted.
    pub efficiency: Option<f64>,
}

/// Responses below which figures are shown in grey.
pub const ENOUGH: usize = 30;
/// Responses below which nothing is said.
pub const FEWEST: usize = 10;

/// The analysis of question `place`. `rows` is one attempt of each person, the same for every question.
pub fn item(rows: &[Marks], place: usize) -> Item {
    let mut marks = Vec::new();
    let mut rests = Vec::new();
    for row in rows {
        let Some(Some(mark)) = row.get(place).copied() else { continue };
        marks.push(mark);
        rests.push(row.iter().enumerate().filter(|(i, _)| *i != place).filter_map(|(_, m)| *m).sum::<f64>());
    }
    let covariance_here = covariance(&marks, &rests);
    let spread = variance(&marks).zip(variance(&rests)).map(|(a, b)| (a * b).sqrt());
    let (mut sorted_marks, mut sorted_rests) = (marks.clone(), rests.clone());
    sorted_marks.sort_by(f64::total_cmp);
    sorted_rests.sort_by(f64::total_cmp);
    let highest = covariance(&sorted_marks, &sorted_rests);
    let percent_of = |whole: Option<f64>| match (covariance_here, whole) {
        (Some(part), Some(whole)) if whole > 1e-12 => Some(100.0 * part / whole),
        _ => None,
    };
    Item {
        n: marks.len(),
        facility: mean(&marks),
        deviation: variance(&marks).map(f64::sqrt),
        discrimination: percent_of(spread),
        efficiency: percent_of(highest),
    }
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "far below 2^52 people")]
fn count(values: &[f64]) -> f64 {
    values.len() as f64
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / count(values))
}

fn covariance(a: &[f64], b: &[f64]) -> Option<f64> {
    let (mean_a, mean_b) = (mean(a)?, mean(b)?);
    let sum: f64 = a.iter().zip(b).map(|(x, y)| (x - mean_a) * (y - mean_b)).sum();
    (a.len() >= 2).then(|| sum / (count(a) - 1.0))
}

fn variance(values: &[f64]) -> Option<f64> {
    covariance(values, values)
}

/// How often an option was chosen, by everybody and by the stronger and the weaker half.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OptionCount {
    /// By everybody.
    pub all: usize,
    /// By the half with the higher rest.
    pub strong: usize,
    /// By the half with the lower rest.
    pub weak: usize,
}

/// The option table: for each of `options`, who chose it. `chosen` holds for each person the options chosen and
/// their score in the rest. Of an odd number the middle person is in neither half.
pub fn option_table(options: usize, chosen: &[(Vec<usize>, f64)]) -> Vec<OptionCount> {
    let mut ranked: Vec<&(Vec<usize>, f64)> = chosen.iter().collect();
    ranked.sort_by(|a, b| a.1.total_cmp(&b.1));
    let half = ranked.len() / 2;
    let mut table = vec![OptionCount::default(); options];
    for (rank, (picked, _)) in ranked.iter().enumerate() {
        for option in picked {
            if let Some(row) = table.get_mut(*option) {
                row.all += 1;
                row.weak += usize::from(rank < half);
                row.strong += usize::from(rank >= ranked.len() - half);
            }
        }
    }
    table
}

/// A plain word of advice to the trainer. The first that fits, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Too few responses to say anything.
    TooFew,
    /// Strong learners choose this wrong option more often than the right one: look at the key.
    CheckKey {
        /// The option, in the author's numbering.
        option: usize,
    },
    /// Those who know the rest do worse here.
    Negative,
    /// Nearly everybody is right.
    TooEasy,
    /// Nearly nobody is right.
    TooHard,
    /// It hardly tells who knows the rest.
    Weak,
    /// This wrong option is chosen by nobody.
    DeadOption {
        /// The option, in the author's numbering.
        option: usize,
    },
    /// Leave it as it is.
    Good,
}

/// What to do with a question. `right` says of each option whether it is right; empty for kinds without options.
pub fn advice(item: &Item, right: &[bool], table: &[OptionCount]) -> Advice {
    if item.n < FEWEST {
        return Advice::TooFew;
    }
    let rows = || right.iter().zip(table).enumerate();
    let best_right = rows().filter(|(_, (right, _))| **right).map(|(_, (_, row))| row.strong).max();
    let lure = rows()
        .filter(|(_, (right, row))| !**right && best_right.is_some_and(|best| row.strong > best))
        .max_by_key(|(_, (_, row))| row.strong);
    if let Some((option, _)) = lure {
        return Advice::CheckKey { option };
    }
    let dead = rows().find(|(_, (right, row))| !**right && row.all == 0).map(|(option, _)| option);
    match (item.facility, item.discrimination) {
        (_, Some(d)) if d < 0.0 => Advice::Negative,
        (Some(f), _) if f > 0.95 => Advice::TooEasy,
        (Some(f), _) if f < 0.2 => Advice::TooHard,
        (_, Some(d)) if d < 20.0 => Advice::Weak,
        _ => dead.map_or(Advice::Good, |option| Advice::DeadOption { option }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(rows: &[&[u8]]) -> Vec<Marks> {
        rows.iter().map(|row| row.iter().map(|m| Some(f64::from(*m))).collect()).collect()
    }

    #[test]
    fn what_is_undefined_is_not_zero() {
        let nobody = item(&[], 0);
        assert_eq!((nobody.n, nobody.facility, nobody.discrimination), (0, None, None));
        let one = item(&marks(&[&[1, 0]]), 0);
        assert_eq!((one.facility, one.deviation, one.discrimination), (Some(1.0), None, None));
        let same = item(&marks(&[&[1, 0], &[1, 1]]), 0);
        assert_eq!((same.discrimination, same.efficiency), (None, None), "everybody right: no variance");
    }

    #[test]
    fn a_perfect_question_and_a_perverse_one() {
        let rows = marks(&[&[1, 1, 0], &[1, 1, 0], &[0, 0, 1], &[0, 0, 1]]);
        let two: Vec<Marks> = rows.iter().map(|r| r[..2].to_vec()).collect();
        assert!((item(&two, 0).discrimination.unwrap() - 100.0).abs() < 1e-9);
        assert!(item(&rows, 2).discrimination.unwrap() < -99.0);
        let table = option_table(2, &rows.iter().map(|r| (vec![usize::from(r[2] != Some(1.0))], r[0].unwrap())).collect::<Vec<_>>());
        assert_eq!(table[1], OptionCount { all: 2, strong: 2, weak: 0 });
    }

    #[test]
    fn advice_is_the_gravest() {
        let item = Item { n: 40, facility: Some(0.5), deviation: Some(0.5), discrimination: Some(40.0), efficiency: None };
        let table = [OptionCount { all: 20, strong: 8, weak: 12 }, OptionCount { all: 20, strong: 12, weak: 8 }];
        assert_eq!(advice(&item, &[true, false], &table), Advice::CheckKey { option: 1 });
        assert_eq!(advice(&item, &[false, true], &table), Advice::Good);
        assert_eq!(advice(&Item { n: 9, ..item }, &[], &[]), Advice::TooFew);
        assert_eq!(advice(&Item { facility: Some(0.97), ..item }, &[], &[]), Advice::TooEasy);
        assert_eq!(advice(&Item { discrimination: Some(-3.0), ..item }, &[], &[]), Advice::Negative);
        let dead = [OptionCount { all: 40, strong: 20, weak: 20 }, OptionCount::default()];
        assert_eq!(advice(&item, &[true, false], &dead), Advice::DeadOption { option: 1 });
    }

    #[test]
    fn of_an_odd_number_the_middle_person_is_in_neither_half() {
        // five people, the weakest first; the options each of them chose
        let chosen = [vec![0], vec![0, 1], vec![1], vec![1], vec![2]].into_iter().zip([0.0, 1.0, 2.0, 3.0, 4.0]).collect::<Vec<_>>();
        let count = |all, strong, weak| OptionCount { all, strong, weak };
        assert_eq!(option_table(3, &chosen), [count(2, 0, 2), count(3, 1, 1), count(1, 1, 0)]);
        assert_eq!(option_table(1, &chosen), [count(2, 0, 2)], "an option that is not there is left out");
    }

    #[test]
    fn advice_begins_and_ends_at_its_limits() {
        let item = Item { n: 10, facility: Some(0.5), deviation: None, discrimination: Some(20.0), efficiency: None };
        let of = |item: Item| advice(&item, &[], &[]);
        assert_eq!(of(item), Advice::Good, "ten are enough");
        assert_eq!(
            [20.0, 19.9, 0.0, -0.1].map(|d| of(Item { discrimination: Some(d), ..item })),
            [Advice::Good, Advice::Weak, Advice::Weak, Advice::Negative]
        );
        assert_eq!(
            [0.19, 0.2, 0.95, 0.96].map(|f| of(Item { facility: Some(f), ..item })),
            [Advice::TooHard, Advice::Good, Advice::Good, Advice::TooEasy]
        );
        let same = [OptionCount { all: 5, strong: 3, weak: 2 }; 2];
        assert_eq!(advice(&item, &[true, false], &same), Advice::Good, "as often as the right one is not more often");
    }
}

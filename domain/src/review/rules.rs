//! The rules of the clock, read from `content/clock.csv`: each with its source, how sure it is and when it was checked.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::Confidence;

/// A rule of the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// `slot` (when in a year a session begins), `date` (in which days a step lies) or `stage` (when one acts).
    pub kind: &'static str,
    /// Which slot, step or stage.
    pub key: &'static str,
    /// First and last: days from the first day of the session, or month and day.
    pub range: (&'static str, &'static str),
    /// Where the rule comes from.
    pub source: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// When it was last checked.
    pub checked_on: NaiveDate,
}

impl Rule {
    /// The range in days from the first day of the session; an end that is open is `None`.
    pub fn days(&self) -> (i64, Option<i64>) {
        (self.range.0.parse().unwrap_or(0), self.range.1.parse().ok())
    }
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| include_str!("../../../content/clock.csv").lines().skip(1).filter_map(rule).collect());

fn rule(line: &'static str) -> Option<Rule> {
    let mut cells = line.splitn(5, ',');
    let (kind, key, from, until) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    // the source stands in quotes, because it may hold commas
    let (source, rest) = cells.next()?.strip_prefix('"')?.split_once("\",")?;
    let (confidence, checked_on) = rest.split_once(',')?;
    let confidence = Confidence::from_name(confidence)?;
    Some(Rule { kind, key, range: (from, until), source: source.to_owned(), confidence, checked_on: checked_on.trim().parse().ok()? })
}

/// All rules.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// One rule.
pub(super) fn find(kind: &str, key: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.kind == kind && r.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{Stage, Step};

    #[test]
    fn every_line_is_read_and_every_step_and_stage_has_its_rule() {
        assert_eq!(rules().len(), include_str!("../../../content/clock.csv").lines().count() - 1);
        for step in Step::ALL.into_iter().filter(|s| *s != Step::Review) {
            assert!(find("date", step.name()).is_some_and(|r| r.days().1.is_some_and(|until| r.days().0 < until)), "{step:?}");
        }
        for stage in Stage::ALL {
            assert!(find("stage", stage.name()).is_some(), "{stage:?}");
        }
        for slot in ["winter", "spring", "autumn"] {
            assert!(find("slot", slot).is_some(), "{slot}");
        }
    }
}

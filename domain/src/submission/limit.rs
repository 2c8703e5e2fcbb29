//! How long a text may be: dated rules, read from `content/limits.csv`, each with its source and when it was checked.

use std::sync::LazyLock;

use chrono::NaiveDate;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::review::Confidence;

/// What a limit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Limited {
    /// A submission of one organisation, in words.
    #[strum(serialize = "submission_individual")]
    Individual,
    /// A joint submission, in words.
    #[strum(serialize = "submission_joint")]
    Joint,
    /// An oral statement at the adoption of a review's outcome, in seconds.
    #[strum(serialize = "statement_adoption")]
    AdoptionStatement,
    /// An oral statement in a general debate, in seconds.
    #[strum(serialize = "statement_general_debate")]
    DebateStatement,
}

names!(Limited);

/// A limit that holds for the Working Group sessions from `first_session` to `last_session`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What it is about.
    pub of: Limited,
    /// Words or seconds.
    pub value: u32,
    /// The first session it was found for.
    pub first_session: u32,
    /// The last.
    pub last_session: u32,
    /// Where it comes from.
    pub source: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// When it was last checked.
    pub checked_on: NaiveDate,
}

static LIMITS: LazyLock<Vec<Limit>> =
    LazyLock::new(|| include_str!("../../../content/limits.csv").lines().skip(1).filter_map(limit).collect());

fn limit(line: &str) -> Option<Limit> {
    let mut cells = line.splitn(5, ',');
    let kind = cells.next()?;
    let (value, first, last) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    // the source stands in quotes, because it may hold commas
    let (source, rest) = cells.next()?.strip_prefix('"')?.split_once("\",")?;
    let (confidence, checked_on) = rest.split_once(',')?;
    Some(Limit {
        of: Limited::ALL.into_iter().find(|l| l.name() == kind)?,
        value,
        first_session: first,
        last_session: last,
        source: source.to_owned(),
        confidence: Confidence::from_name(confidence)?,
        checked_on: checked_on.trim().parse().ok()?,
    })
}

/// The limit for a session, and whether it was found for that session: else the last one known is told, to be checked.
pub fn limit_for(of: Limited, session: u32) -> Option<(&'static Limit, bool)> {
    let all = || LIMITS.iter().filter(|l| l.of == of);
    let exact = all().find(|l| (l.first_session..=l.last_session).contains(&session));
    exact.map(|l| (l, true)).or_else(|| all().max_by_key(|l| l.last_session).map(|l| (l, false)))
}

/// How near a text is to its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Below nine tenths.
    Fine,
    /// From nine tenths on.
    Near,
    /// Above it.
    Over,
}

/// How near `used` is to `limit`: near from 90 % on, which is our own choice.
pub fn level(used: u32, limit: u32) -> Level {
    if used > limit {
        Level::Over
    } else if u64::from(used) * 10 >= u64::from(limit) * 9 {
        Level::Near
    } else {
        Level::Fine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_every_kind_has_its_limit() {
        assert_eq!(LIMITS.len(), include_str!("../../../content/limits.csv").lines().count() - 1);
        let value = |of| limit_for(of, 54).map(|(l, exact)| (l.value, exact));
        assert_eq!(value(Limited::Individual), Some((2815, true)));
        assert_eq!(value(Limited::Joint), Some((5630, true)));
        assert!(Limited::ALL.into_iter().all(|of| value(of).is_some()));
        // a session that no limit was found for: the last known, and that is said
        assert_eq!(limit_for(Limited::Joint, 55).map(|(l, exact)| (l.value, exact)), Some((5630, false)));
    }

    #[test]
    fn amber_from_nine_tenths_red_above() {
        let at = |used| level(used, 2815);
        assert_eq!([at(0), at(2533), at(2534), at(2815), at(2816)], [Level::Fine, Level::Fine, Level::Near, Level::Near, Level::Over]);
    }
}

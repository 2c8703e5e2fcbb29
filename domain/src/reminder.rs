//! Reminders of deadlines: which is due, and how many a person wants.

use chrono::{Days, Months, NaiveDate};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// How long before a deadline somebody is reminded, the longest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Lead {
    /// Twelve months.
    #[strum(serialize = "12_months")]
    Year,
    /// Six months.
    #[strum(serialize = "6_months")]
    HalfYear,
    /// 90 days.
    #[strum(serialize = "90_days")]
    Days90,
    /// 30 days.
    #[strum(serialize = "30_days")]
    Days30,
    /// 14 days.
    #[strum(serialize = "14_days")]
    Days14,
    /// 7 days.
    #[strum(serialize = "7_days")]
    Days7,
    /// The day before.
    #[strum(serialize = "1_day")]
    Day1,
}

names!(Lead);

impl Lead {
    /// The day on which it falls. Months are those of the calendar: six months before 31 August is the last of February.
    pub fn day(self, deadline: NaiveDate) -> NaiveDate {
        let days = |n| deadline.checked_sub_days(Days::new(n));
        let months = |n| deadline.checked_sub_months(Months::new(n));
        match self {
            Lead::Year => months(12),
            Lead::HalfYear => months(6),
            Lead::Days90 => days(90),
            Lead::Days30 => days(30),
            Lead::Days14 => days(14),
            Lead::Days7 => days(7),
            Lead::Day1 => days(1),
        }
        .unwrap_or(deadline)
    }
}

/// How many reminders a person wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Amount {
    /// All seven.
    #[default]
    All,
    /// Half a year, 30 days and 7 days before.
    Some,
    /// The day before only.
    Last,
    /// None.
    None,
}

names!(Amount);

impl Amount {
    /// Which reminders it takes.
    pub fn takes(self, lead: Lead) -> bool {
        match self {
            Amount::All => true,
            Amount::Some => matches!(lead, Lead::HalfYear | Lead::Days30 | Lead::Days7),
            Amount::Last => lead == Lead::Day1,
            Amount::None => false,
        }
    }
}

/// The one reminder that stands on a day: of those that fell on it or before, the nearest to the deadline. Earlier ones that
/// were missed are never made up for: one letter tells the days that are left. After the deadline none stands.
///
/// `told_on` is the day on which the people concerned were told of this date itself; a reminder that fell before adds nothing.
pub fn due(deadline: NaiveDate, today: NaiveDate, amount: Amount, told_on: Option<NaiveDate>) -> Option<Lead> {
    if today > deadline {
        return None;
    }
    let fallen = |lead: &Lead| lead.day(deadline) <= today;
    let lead = Lead::ALL.into_iter().rfind(fallen)?;
    let told = told_on.is_some_and(|on| lead.day(deadline) <= on);
    (!told && amount.takes(lead)).then_some(lead)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn one_reminder_stands_on_a_day() {
        let deadline = day("2027-07-17");
        let at = |on| due(deadline, day(on), Amount::All, None);
        assert_eq!(at("2026-07-16"), None);
        assert_eq!(at("2026-07-17"), Some(Lead::Year));
        assert_eq!(at("2027-01-17"), Some(Lead::HalfYear));
        assert_eq!(at("2027-04-18"), Some(Lead::Days90));
        assert_eq!(at("2027-07-15"), Some(Lead::Days7), "what was missed is not made up for");
        assert_eq!(at("2027-07-16"), Some(Lead::Day1));
        assert_eq!(at("2027-07-17"), Some(Lead::Day1));
        assert_eq!(at("2027-07-18"), None);
        assert_eq!(Lead::HalfYear.day(day("2027-08-31")), day("2027-02-28"));
        assert_eq!(Lead::Year.day(day("2028-02-29")), day("2027-02-28"));
    }

    #[test]
    fn who_was_told_of_a_date_is_reminded_of_it_from_the_next_one_on() {
        let at = |on, told| due(day("2027-07-17"), day(on), Amount::All, Some(day(told)));
        assert_eq!(at("2027-06-20", "2027-06-19"), None, "the 30 days fell before");
        assert_eq!(at("2027-07-03", "2027-06-19"), Some(Lead::Days14));
    }

    #[test]
    fn a_person_chooses_how_many() {
        let counts = Amount::ALL.map(|a| Lead::ALL.into_iter().filter(|l| a.takes(*l)).count());
        assert_eq!(counts, [7, 3, 1, 0]);
        assert_eq!(due(day("2027-07-17"), day("2027-07-05"), Amount::Some, None), None, "14 days is not among the three");
    }

    proptest! {
        /// Whoever is looked at every day gets each reminder they chose, each once, in order, none after the end.
        #[test]
        fn looked_at_daily_each_comes_once(start in 0_u32..20_000, choice in 0_usize..4) {
            let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
            let deadline = first + Days::new(u64::from(start) + 400);
            let amount = Amount::ALL[choice];
            let mut seen: Vec<Lead> = Vec::new();
            for on in (deadline - Days::new(400)).iter_days().take(410) {
                if let Some(lead) = due(deadline, on, amount, None) && seen.last() != Some(&lead) {
                    prop_assert_eq!(on, lead.day(deadline));
                    seen.push(lead);
                }
            }
            let wanted: Vec<Lead> = Lead::ALL.into_iter().filter(|l| amount.takes(*l)).collect();
            prop_assert_eq!(seen, wanted);
        }
    }
}

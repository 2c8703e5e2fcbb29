//! Dates, times and numbers in the reader's language.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};
use chrono_tz::{Europe::Zurich, Tz};

use super::t;

/// January.
pub fn month(number: u32) -> String {
    match number {
        1 => t!("month-1"),
        2 => t!("month-2"),
        3 => t!("month-3"),
        4 => t!("month-4"),
        5 => t!("month-5"),
        6 => t!("month-6"),
        7 => t!("month-7"),
        8 => t!("month-8"),
        9 => t!("month-9"),
        10 => t!("month-10"),
        11 => t!("month-11"),
        _ => t!("month-12"),
    }
}

fn weekday(day: NaiveDate) -> String {
    match day.weekday() {
        chrono::Weekday::Mon => t!("weekday-1"),
        chrono::Weekday::Tue => t!("weekday-2"),
        chrono::Weekday::Wed => t!("weekday-3"),
        chrono::Weekday::Thu => t!("weekday-4"),
        chrono::Weekday::Fri => t!("weekday-5"),
        chrono::Weekday::Sat => t!("weekday-6"),
        chrono::Weekday::Sun => t!("weekday-7"),
    }
}

/// 24 November 2026.
pub fn date(day: NaiveDate) -> String {
    t!("date", day = day.day().to_string(), month = month(day.month()), year = day.year().to_string())
}

/// 2026-11-24: for tables.
pub fn short_date(day: NaiveDate) -> String {
    day.to_string()
}

/// Tuesday, 24 November 2026, 10:00.
pub fn day_and_time(at: DateTime<Utc>, zone: &str) -> String {
    let local = in_zone(at, zone);
    t!("day-and-time", weekday = weekday(local.date_naive()), date = date(local.date_naive()), time = local.format("%H:%M").to_string())
}

/// 09:14.
pub fn time_of_day(at: DateTime<Utc>, zone: &str) -> String {
    in_zone(at, zone).format("%H:%M").to_string()
}

/// 10:00–12:00 (Africa/Nairobi), and in Geneva if that differs.
pub fn time_range(from: DateTime<Utc>, to: DateTime<Utc>, zone: &str) -> String {
    let range = |tz: Tz| {
        let (from, to) = (tz.from_utc_datetime(&from.naive_utc()), tz.from_utc_datetime(&to.naive_utc()));
        format!("{}–{}", from.format("%H:%M"), to.format("%H:%M"))
    };
    let tz: Tz = zone.parse().unwrap_or(Tz::UTC);
    let (here, geneva) = (range(tz), range(Zurich));
    let zone = zone.replace('_', " ");
    if here == geneva {
        t!("time-range", range = here, zone = zone)
    } else {
        t!("time-range-geneva", range = here, zone = zone, geneva = geneva)
    }
}

fn in_zone(at: DateTime<Utc>, zone: &str) -> DateTime<Tz> {
    let tz: Tz = zone.parse().unwrap_or(Tz::UTC);
    tz.from_utc_datetime(&at.naive_utc())
}

/// A whole number.
pub fn number(n: u32) -> String {
    t!("number", n = n)
}

/// A share in per cent.
pub fn percent(n: u32) -> String {
    t!("percent", n = n)
}

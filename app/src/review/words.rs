//! Words for dates of reviews: what is known, what is estimated, what nobody knows.

use chrono::{DateTime, NaiveDate, Utc};
use domain::review::{Gap, Known, Special, Step, When, deadline_instant, stale};
use leptos::prelude::*;

use crate::{
    i18n::{confidence, date, day_and_time, t},
    ui::Tag,
};

/// The name of a step.
pub fn step_name(step: Step) -> String {
    match step {
        Step::Submission => t!("step-submission"),
        Step::NationalReport => t!("step-national-report"),
        Step::PreSession => t!("step-pre-session"),
        Step::AdvanceQuestions => t!("step-advance-questions"),
        Step::Review => t!("step-review"),
        Step::Adoption => t!("step-adoption"),
        Step::MidTerm => t!("step-mid-term"),
    }
}

/// Why a review is special.
pub fn special_name(special: Special) -> String {
    match special {
        Special::Moved => t!("special-moved"),
        Special::SlotUnknown => t!("special-slot-unknown"),
        Special::Closed => t!("special-closed"),
        Special::AdoptionMissed => t!("special-adoption-missed"),
    }
}

/// One day, or from a day to a day.
pub fn days(from: NaiveDate, until: Option<NaiveDate>) -> String {
    match until {
        Some(until) if until != from => t!("session-dates", from = date(from), until = date(until)),
        _ => date(from),
    }
}

/// The range of an estimate, in words that no one takes for a date.
pub fn about(from: NaiveDate, until: NaiveDate) -> String {
    t!("about-dates", from = date(from), until = date(until))
}

/// What can be said of a step: a date and how sure it is; a range that looks like one; or that nobody knows.
pub fn when_view(when: &When, today: NaiveDate) -> AnyView {
    match when {
        When::Known(known) => {
            let is_stale = known.until.unwrap_or(known.from) >= today && stale(known.checked_on, today);
            view! {
                <span class="known">{days(known.from, known.until)}</span>
                {is_stale.then(|| view! { " "<Tag text=t!("date-stale", date = date(known.checked_on)) kind="warn"/> })}
            }
            .into_any()
        }
        When::Estimated(span, _) => {
            view! { <span class="estimate">{about(span.from, span.until)}</span>" "<Tag text=t!("date-estimate")/> }.into_any()
        }
        When::Unknown(gap) => view! { <span class="muted">{gap_text(*gap)}</span> }.into_any(),
    }
}

/// The same in plain words.
pub fn when_text(when: &When) -> String {
    match when {
        When::Known(known) => days(known.from, known.until),
        When::Estimated(span, _) => about(span.from, span.until),
        When::Unknown(gap) => gap_text(*gap),
    }
}

fn gap_text(gap: Gap) -> String {
    match gap {
        Gap::CycleNotPublished => t!("gap-cycle"),
        Gap::SlotUnknown => t!("gap-slot"),
    }
}

/// Where a date comes from, who checked it, and when.
pub fn source_line(known: &Known) -> String {
    let (checked, source) = (date(known.checked_on), known.source.clone());
    let sure = confidence(known.confidence);
    if known.checked_by_person {
        t!("date-source-hand", source = source, date = checked, sure = sure)
    } else {
        t!("date-source-program", source = source, date = checked, sure = sure)
    }
}

/// When a deadline ends: in Geneva, and in the reader's zone where that is another time.
pub fn deadline_time(on: NaiveDate, zone: &str) -> String {
    let at: DateTime<Utc> = deadline_instant(on);
    let geneva = t!("deadline-geneva", date = date(on));
    let (here, there) = (day_and_time(at, zone), day_and_time(at, "Europe/Zurich"));
    if here == there { geneva } else { t!("deadline-own", geneva = geneva, here = here, zone = zone.replace('_', " ")) }
}

/// Days left, in words.
pub fn days_left(n: i64) -> String {
    t!("days-left", n = n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_said_in_geneva_and_for_the_reader_wherever_they_are() {
        let on: NaiveDate = "2026-07-17".parse().unwrap_or_default();
        assert_eq!(deadline_time(on, "Europe/Zurich"), "17 July 2026, 23:59 in Geneva");
        assert!(
            deadline_time(on, "Pacific/Kiritimati").contains("Saturday, 18 July 2026, 11:59"),
            "{}",
            deadline_time(on, "Pacific/Kiritimati")
        );
        assert!(
            deadline_time(on, "Pacific/Pago_Pago").contains("Friday, 17 July 2026, 10:59"),
            "{}",
            deadline_time(on, "Pacific/Pago_Pago")
        );
        // the day on which the clocks of Geneva go back
        let on: NaiveDate = "2026-10-25".parse().unwrap_or_default();
        assert!(deadline_time(on, "UTC").contains("22:59"), "{}", deadline_time(on, "UTC"));
    }
}

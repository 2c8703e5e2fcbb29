//! What evidence makes of a person's attendance.
//!
//! Attendance is never stored: it is derived, by [`attendance`], from evidence that is only ever
//! added to. A trainer's mark is such evidence and outweighs a check-in.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// What a trainer can say of a person at a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Was there all the time.
    Present,
    /// Came after the limit.
    Late,
    /// Went before the end.
    LeftEarly,
    /// Was excused: the meeting leaves the denominator.
    Excused,
    /// Was not there.
    Absent,
}

impl Mark {
    /// All marks, in the order of the screen.
    pub const ALL: [Mark; 5] = [Mark::Present, Mark::Late, Mark::LeftEarly, Mark::Excused, Mark::Absent];

    /// The name in database and forms.
    pub fn name(self) -> &'static str {
        match self {
            Mark::Present => "present",
            Mark::Late => "late",
            Mark::LeftEarly => "left_early",
            Mark::Excused => "excused",
            Mark::Absent => "absent",
        }
    }

    /// The mark of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.name() == name)
    }
}

/// Something that was seen at a meeting. The order is that of being recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The person entered the code.
    CheckIn {
        /// When.
        at: DateTime<Utc>,
    },
    /// A trainer's word. The last one counts.
    Mark {
        /// What the trainer said.
        mark: Mark,
        /// Minutes attended, where the trainer gave them.
        minutes: Option<u32>,
        /// When it was said.
        at: DateTime<Utc>,
    },
}

/// What attendance came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing was seen and the meeting is not closed.
    Expected,
    /// Here from the start, or within the limit.
    Present,
    /// Here, but came after the limit.
    Late,
    /// Here, but went before the end.
    LeftEarly,
    /// Excused.
    Excused,
    /// Not here.
    Absent,
}

/// A person's attendance of one meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// In a word.
    pub state: State,
    /// Minutes that count.
    pub minutes: u32,
    /// Minutes of the meeting; 0 when excused.
    pub of: u32,
    /// The first check-in, which explains a late arrival.
    pub came_at: Option<DateTime<Utc>>,
}

/// The times that attendance is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Whether the meeting is closed: who was not seen is absent from then on.
    pub closed: bool,
    /// Minutes after the start that still count fully.
    pub late_limit_minutes: u32,
}

impl Schedule {
    /// Planned minutes.
    pub fn minutes(&self) -> u32 {
        minutes_between(self.starts_at, self.ends_at)
    }
}

/// Derives attendance from evidence (version 1 of the derivation).
///
/// The last mark decides the state. Without a mark the first check-in does: up to
/// `late_limit_minutes` after the start it counts as all the minutes, later as the minutes that
/// were left. Minutes never exceed those of the meeting.
pub fn attendance(schedule: &Schedule, evidence: &[Evidence]) -> Attendance {
    let all = schedule.minutes();
    let came_at = evidence.iter().filter_map(|e| match e {
        Evidence::CheckIn { at } => Some(*at),
        Evidence::Mark { .. } => None,
    });
    let came_at = came_at.min();
    let last_mark = evidence.iter().rev().find_map(|e| match e {
        Evidence::Mark { mark, minutes, .. } => Some((*mark, *minutes)),
        Evidence::CheckIn { .. } => None,
    });
    let left = came_at.map_or(all, |at| minutes_between(at.max(schedule.starts_at), schedule.ends_at));
    let (state, minutes, of) = match (last_mark, came_at) {
        (Some((Mark::Present, given)), _) => (State::Present, given.unwrap_or(all), all),
        (Some((Mark::Late, given)), _) => (State::Late, given.unwrap_or(left), all),
        (Some((Mark::LeftEarly, given)), _) => (State::LeftEarly, given.unwrap_or(left), all),
        (Some((Mark::Excused, _)), _) => (State::Excused, 0, 0),
        (Some((Mark::Absent, _)), _) => (State::Absent, 0, all),
        (None, Some(at)) if at <= schedule.starts_at + Duration::minutes(i64::from(schedule.late_limit_minutes)) => {
            (State::Present, all, all)
        }
        (None, Some(_)) => (State::Late, left, all),
        (None, None) if schedule.closed => (State::Absent, 0, all),
        (None, None) => (State::Expected, 0, all),
    };
    Attendance { state, minutes: minutes.min(of), of, came_at }
}

/// Attended and scheduled minutes over all meetings of a workshop, the excused left out.
pub fn share(meetings: &[Attendance]) -> (u32, u32) {
    meetings.iter().fold((0, 0), |(minutes, of), a| (minutes + a.minutes, of + a.of))
}

/// Whether the share is at least `percent`. Nothing scheduled, or all excused, is no share: `false`.
pub fn reaches(meetings: &[Attendance], percent: u32) -> bool {
    let (minutes, of) = share(meetings);
    of > 0 && u64::from(minutes) * 100 >= u64::from(of) * u64::from(percent)
}

fn minutes_between(from: DateTime<Utc>, to: DateTime<Utc>) -> u32 {
    u32::try_from((to - from).num_minutes().max(0)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + minute * 60, 0).unwrap()
    }
    fn two_hours(closed: bool) -> Schedule {
        Schedule { starts_at: at(0), ends_at: at(120), closed, late_limit_minutes: 10 }
    }
    fn came(minute: i64) -> Evidence {
        Evidence::CheckIn { at: at(minute) }
    }
    fn said(mark: Mark, minutes: Option<u32>) -> Evidence {
        Evidence::Mark { mark, minutes, at: at(130) }
    }
    fn outcome(evidence: &[Evidence]) -> (State, u32, u32) {
        let a = attendance(&two_hours(true), evidence);
        (a.state, a.minutes, a.of)
    }

    #[test]
    fn the_first_check_in_decides_and_ten_minutes_are_forgiven() {
        assert_eq!(outcome(&[came(-5)]), (State::Present, 120, 120));
        assert_eq!(outcome(&[came(10)]), (State::Present, 120, 120));
        assert_eq!(outcome(&[came(11)]), (State::Late, 109, 120));
        assert_eq!(outcome(&[came(40), came(9)]), (State::Present, 120, 120));
        assert_eq!(outcome(&[came(500)]), (State::Late, 0, 120));
    }

    #[test]
    fn nothing_seen_is_expected_until_the_meeting_is_closed() {
        assert_eq!(attendance(&two_hours(false), &[]).state, State::Expected);
        assert_eq!(outcome(&[]), (State::Absent, 0, 120));
    }

    #[test]
    fn the_last_mark_outweighs_everything() {
        assert_eq!(outcome(&[came(0), said(Mark::Absent, None)]), (State::Absent, 0, 120));
        assert_eq!(outcome(&[said(Mark::Absent, None), said(Mark::Present, None)]), (State::Present, 120, 120));
        assert_eq!(outcome(&[said(Mark::Excused, None)]), (State::Excused, 0, 0));
        assert_eq!(outcome(&[came(0), said(Mark::LeftEarly, Some(45))]), (State::LeftEarly, 45, 120));
        assert_eq!(outcome(&[said(Mark::LeftEarly, Some(9999))]), (State::LeftEarly, 120, 120));
    }

    #[test]
    fn excused_meetings_leave_the_denominator() {
        let present = attendance(&two_hours(true), &[came(0)]);
        let excused = attendance(&two_hours(true), &[said(Mark::Excused, None)]);
        let absent = attendance(&two_hours(true), &[]);
        assert!(reaches(&[present, excused], 80));
        assert!(!reaches(&[present, absent], 80));
        assert!(!reaches(&[excused, excused], 80), "all excused is not attended");
        assert!(!reaches(&[], 80));
    }

    fn any_evidence() -> impl Strategy<Value = Evidence> {
        prop_oneof![
            (-60_i64..300).prop_map(came),
            (0_usize..5, proptest::option::of(0_u32..400)).prop_map(|(i, minutes)| said(Mark::ALL[i], minutes)),
        ]
    }

    proptest! {
        #[test]
        fn minutes_never_exceed_the_meeting(evidence in proptest::collection::vec(any_evidence(), 0..8), closed: bool) {
            let a = attendance(&two_hours(closed), &evidence);
            prop_assert!(a.minutes <= a.of && a.of <= 120);
        }

        #[test]
        fn a_repeated_check_in_changes_nothing(evidence in proptest::collection::vec(any_evidence(), 0..8), again in -60_i64..300) {
            let mut more = evidence.clone();
            more.push(came(again));
            let mut twice = more.clone();
            twice.push(came(again));
            prop_assert_eq!(attendance(&two_hours(true), &more), attendance(&two_hours(true), &twice));
        }

        #[test]
        fn an_earlier_check_in_never_costs_minutes(a in -60_i64..300, b in -60_i64..300) {
            let minutes = |m| attendance(&two_hours(true), &[came(m)]).minutes;
            prop_assert!(minutes(a.min(b)) >= minutes(a.max(b)));
        }
    }
}

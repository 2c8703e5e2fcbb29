//! Attendance over the meetings of a workshop: so far, of the whole, and what can still be reached.

use super::{Attendance, State};

/// Attended and scheduled minutes over all meetings of a workshop, the excused left out.
pub fn share(meetings: &[Attendance]) -> (u32, u32) {
    meetings.iter().fold((0, 0), |(minutes, of), a| (minutes + a.minutes, of + a.of))
}

/// Whether the share is at least `percent`. Nothing scheduled, or all excused, is no share: `false`.
pub fn reaches(meetings: &[Attendance], percent: u32) -> bool {
    enough(share(meetings), percent)
}

fn enough((minutes, of): (u32, u32), percent: u32) -> bool {
    of > 0 && u64::from(minutes) * 100 >= u64::from(of) * u64::from(percent)
}

/// How a person stands in a workshop that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Attended and scheduled minutes of the meetings that are decided: neither expected still, nor from before the
    /// person had a place.
    pub so_far: (u32, u32),
    /// Attended minutes, and the scheduled minutes of every planned meeting. This one decides who is trained.
    pub whole: (u32, u32),
    /// Whether the needed share of the whole is reached.
    pub reached: bool,
    /// Whether the needed share is reached if the person attends everything that is still to come.
    pub can_reach: bool,
}

/// How a person stands. `open` tells of each meeting whether it can still be attended (it is not closed).
pub fn outlook(meetings: &[Attendance], open: &[bool], percent: u32) -> Outlook {
    let is_open = |n: usize| open.get(n).copied().unwrap_or(false);
    let undecided = |a: &Attendance| matches!(a.state, State::Expected | State::NotYetEnrolled);
    let so_far: Vec<Attendance> = meetings.iter().filter(|a| !undecided(a)).copied().collect();
    let best = meetings.iter().enumerate().fold((0, 0), |(minutes, of), (n, a)| {
        let possible = if is_open(n) && !a.state.is_here() && a.state != State::Excused { a.of } else { a.minutes };
        (minutes + possible, of + a.of)
    });
    Outlook { so_far: share(&so_far), whole: share(meetings), reached: reaches(meetings, percent), can_reach: enough(best, percent) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attendance::Why;

    fn of(state: State, minutes: u32) -> Attendance {
        let of = if state == State::Excused { 0 } else { 60 };
        Attendance { state, minutes, of, came_at: None, left_at: None, why: Why::Nothing }
    }

    #[test]
    fn five_of_five_held_of_ten_planned_is_all_so_far_and_half_of_the_whole() {
        let meetings: Vec<Attendance> = (0..10).map(|n| if n < 5 { of(State::Present, 60) } else { of(State::Expected, 0) }).collect();
        let open: Vec<bool> = (0..10).map(|n| n >= 5).collect();
        let stands = outlook(&meetings, &open, 80);
        assert_eq!((stands.so_far, stands.whole, stands.can_reach), ((300, 300), (300, 600), true));
        assert!(!reaches(&meetings, 80), "not trained yet");
    }

    #[test]
    fn what_was_missed_can_make_the_mark_unreachable() {
        let missed = [of(State::Absent, 0), of(State::Expected, 0)];
        assert!(!outlook(&missed, &[false, true], 80).can_reach);
        let excused = [of(State::Excused, 0), of(State::Expected, 0)];
        assert_eq!(outlook(&excused, &[false, true], 80), Outlook { so_far: (0, 0), whole: (0, 60), reached: false, can_reach: true });
    }

    #[test]
    fn meetings_before_the_place_are_neutral_so_far_and_count_in_the_whole() {
        let joined_late = [of(State::NotYetEnrolled, 0), of(State::Present, 60)];
        let stands = outlook(&joined_late, &[false, false], 80);
        assert_eq!((stands.so_far, stands.whole, stands.can_reach), ((60, 60), (60, 120), false));
    }
}

//! The one next step of a person, and why it is that one.

/// What is known of a person when they open their first screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// A meeting today: as a trainer, or with a place in it.
    pub meeting_today: Option<Meeting>,
    /// The nearest deadline of a State of theirs that is still ahead.
    pub deadline: Option<Deadline>,
    /// Whether they have a training record.
    pub trained: bool,
    /// A lesson they began and did not finish, in a module that is not complete.
    pub begun: bool,
    /// Whether the module that teaches to write a submission is complete; `None` if there is none.
    pub drafting_learned: Option<bool>,
    /// Whether a required module is not complete.
    pub required_left: bool,
    /// Whether any module is not complete.
    pub any_left: bool,
    /// An invitation to a workshop that was not answered.
    pub invited: bool,
    /// A workshop ahead that takes registrations, where they have no place.
    pub workshop_open: bool,
    /// Whether they have a place in a workshop ahead.
    pub place_ahead: bool,
}

/// A meeting today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// To run.
    Run,
    /// To check in to.
    Attend,
}

/// A deadline ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The State.
    pub state: String,
    /// Days left.
    pub days: i64,
    /// Whether an organisation of theirs has begun to write.
    pub draft: bool,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Do {
    /// Run today's meeting.
    RunMeeting,
    /// Check in to today's meeting.
    CheckIn,
    /// Learn to write a submission: the lesson or quiz that is next in that module.
    LearnDrafting,
    /// Read the step of the briefing on submissions, and write.
    WriteSubmission,
    /// Answer an invitation to a workshop.
    AnswerInvitation,
    /// Go on where one stopped.
    GoOn,
    /// The next required module.
    LearnRequired,
    /// Choose a workshop.
    ChooseWorkshop,
    /// Any other module.
    LearnMore,
    /// Look at the country's page.
    LookAhead,
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// It is today.
    Today,
    /// A deadline is near, and this helps to keep it.
    DeadlineNear(Deadline),
    /// Somebody asked.
    Invited,
    /// It was begun.
    Begun,
    /// It is needed to count as trained.
    NeededToBeTrained,
    /// Everything else is done.
    AllDone,
}

/// So many days before a deadline the submission comes before everything but a meeting of today: about the time between the
/// opening of the submission window and its end.
pub const NEAR_DAYS: i64 = 60;

/// The one next step. Today's meeting comes first; then a deadline that is near; then what others wait for; then what was
/// begun; then what is missing to be trained.
pub fn next_step(at: &Situation) -> (Do, Because) {
    if let Some(meeting) = at.meeting_today {
        return (if meeting == Meeting::Run { Do::RunMeeting } else { Do::CheckIn }, Because::Today);
    }
    if let Some(deadline) = at.deadline.as_ref().filter(|d| (0..=NEAR_DAYS).contains(&d.days)) {
        // whoever writes already learns by writing
        let learn = at.drafting_learned == Some(false) && deadline.days > 7 && !deadline.draft;
        return (if learn { Do::LearnDrafting } else { Do::WriteSubmission }, Because::DeadlineNear(deadline.clone()));
    }
    if at.invited {
        return (Do::AnswerInvitation, Because::Invited);
    }
    if at.begun {
        return (Do::GoOn, Because::Begun);
    }
    if !at.trained && at.required_left {
        return (Do::LearnRequired, Because::NeededToBeTrained);
    }
    if !at.trained && at.workshop_open && !at.place_ahead {
        return (Do::ChooseWorkshop, Because::NeededToBeTrained);
    }
    if at.any_left && (at.trained || at.place_ahead) {
        return (Do::LearnMore, Because::AllDone);
    }
    (Do::LookAhead, Because::AllDone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(days: i64) -> Option<Deadline> {
        Some(Deadline { state: "Iceland".into(), days, draft: false })
    }

    #[test]
    fn a_meeting_today_comes_before_a_deadline_and_a_deadline_before_lessons() {
        let mut at = Situation {
            meeting_today: Some(Meeting::Attend),
            deadline: near(43),
            drafting_learned: Some(false),
            begun: true,
            invited: true,
            required_left: true,
            ..Situation::default()
        };
        assert_eq!(next_step(&at), (Do::CheckIn, Because::Today));
        at.meeting_today = None;
        assert_eq!(next_step(&at), (Do::LearnDrafting, Because::DeadlineNear(near(43).unwrap())));
        at.deadline = near(43).map(|d| Deadline { draft: true, ..d });
        assert_eq!(next_step(&at).0, Do::WriteSubmission, "a draft that is begun is gone on with");
        at.deadline = near(7);
        assert_eq!(next_step(&at).0, Do::WriteSubmission, "a week before there is no time for a module");
        at.deadline = near(61);
        assert_eq!(next_step(&at), (Do::AnswerInvitation, Because::Invited));
        at.invited = false;
        assert_eq!(next_step(&at), (Do::GoOn, Because::Begun));
        at.begun = false;
        assert_eq!(next_step(&at), (Do::LearnRequired, Because::NeededToBeTrained));
    }

    #[test]
    fn who_has_learned_everything_looks_ahead() {
        let at = Situation { trained: true, any_left: true, ..Situation::default() };
        assert_eq!(next_step(&at).0, Do::LearnMore);
        assert_eq!(next_step(&Situation { any_left: false, ..at }), (Do::LookAhead, Because::AllDone));
        let untrained = Situation { workshop_open: true, ..Situation::default() };
        assert_eq!(next_step(&untrained), (Do::ChooseWorkshop, Because::NeededToBeTrained));
        assert_eq!(next_step(&Situation { place_ahead: true, ..untrained }).0, Do::LookAhead);
    }

    #[test]
    fn who_is_trained_is_sent_to_no_required_module_and_no_workshop() {
        let step = |trained, required_left, any_left| {
            next_step(&Situation { trained, required_left, any_left, workshop_open: true, ..Situation::default() }).0
        };
        assert_eq!([step(true, true, true), step(true, true, false)], [Do::LearnMore, Do::LookAhead]);
        assert_eq!([step(false, true, true), step(false, false, true)], [Do::LearnRequired, Do::ChooseWorkshop]);
        let placed = Situation { place_ahead: true, workshop_open: true, any_left: true, ..Situation::default() };
        assert_eq!(next_step(&placed).0, Do::LearnMore, "whoever has a place goes on learning");
        assert_eq!(
            next_step(&Situation { any_left: true, ..Situation::default() }).0,
            Do::LookAhead,
            "without a place there is nothing to learn for"
        );
    }
}

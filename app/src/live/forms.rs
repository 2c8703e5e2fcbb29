//! What the forms of live meetings hold.

use domain::{
    form::{Name, limits},
    ids::{ActivityAnswerId, ActivityId, MeetingId, PersonId},
};

use crate::{
    error::conflicts,
    href,
    i18n::t,
    server::form::{Code, Each, Flag, Id, Line, Maybe, Number, Prose, form},
};

fn live(id: Id<MeetingId>) -> String {
    id.page(href::live, href::WORKSHOPS)
}

fn console(id: Id<MeetingId>) -> String {
    id.page(href::run, href::TEACH)
}

fn activities(id: Id<MeetingId>) -> String {
    id.page(|id| href::of_run(id, "activities"), href::TEACH)
}

/// One of the starters or one that was kept has no title of its own here.
type Title = Maybe<Line<{ limits::TITLE }>>;
type End = Maybe<Line<{ limits::SCALE_END }>>;
type GroupSize = Maybe<Number<{ limits::GROUP.0 }, { limits::GROUP.1 }>>;
type Minutes = Maybe<Number<{ limits::ROLE_PLAY.0 }, { limits::ROLE_PLAY.1 }>>;

form! {
    /// An answer to an activity: `a-{id}-choice`, `a-{id}-text`.
    AnswerActivity {
        meeting: Id<MeetingId>, activity: Id<ActivityId>, step: Code, autosave: Flag,
        answers: Each<Prose<{ limits::ANSWER }>> = Name::Begins("a-"),
    }
    |f| "live" => live(f.meeting);

    /// A vote for an answer, or no longer.
    VoteAnswer { meeting: Id<MeetingId>, answer: Id<ActivityAnswerId>, want: Code }
    |f| "live" => live(f.meeting);

    /// What the State under review says to a recommendation.
    RespondRecommendation { meeting: Id<MeetingId>, answer: Id<ActivityAnswerId>, what: Code }
    |f| "live" => live(f.meeting);

    /// The actor's hand.
    TurnHand { meeting: Id<MeetingId>, to: Code }
    |f| "live" => live(f.meeting);

    /// Somebody's hand.
    LowerHand { meeting: Id<MeetingId>, person: Id<PersonId> }
    |f| "console" => console(f.meeting);

    /// An activity of a meeting: a starter, one that was kept, or a new one.
    AddActivity {
        meeting: Id<MeetingId>, starter: Code, kept: Code, kind: Code, title: Title, prompt: Maybe<Prose<{ limits::LIVE_TEXT }>>,
        options: Maybe<Prose<{ limits::OPTIONS }>>, scale_low: End, scale_high: End, mix: Code, group_size: GroupSize, minutes: Minutes,
        anonymous: Code, questions: Each<Code> = Name::Begins("question-"), open: Flag,
    }
    |f| "activity" => {
        let page = activities(f.meeting);
        if domain::activity::Kind::from_name(&f.kind).is_some() { format!("{page}?kind={}", &*f.kind) } else { page }
    };

    /// An activity that was never opened.
    RemoveActivity { meeting: Id<MeetingId>, activity: Id<ActivityId> }
    |f| "activity" => activities(f.meeting);

    /// An activity that opens.
    OpenActivity { meeting: Id<MeetingId>, activity: Id<ActivityId> }
    |f| "console" => console(f.meeting);

    /// Its next step.
    StepActivity { meeting: Id<MeetingId>, activity: Id<ActivityId>, step: Code }
    |f| "console" => console(f.meeting);

    /// An activity that closes.
    CloseActivity { meeting: Id<MeetingId>, activity: Id<ActivityId> }
    |f| "console" => console(f.meeting);

    /// What a trainer does with an answer.
    ModerateAnswer { meeting: Id<MeetingId>, answer: Id<ActivityAnswerId>, what: Code }
    |f| "console" => console(f.meeting);

    /// An activity for the library: one of a meeting, or a new one.
    KeepActivity {
        meeting: Id<MeetingId>, activity: Id<ActivityId>, starter: Code, kept: Code, kind: Code, title: Title,
        prompt: Maybe<Prose<{ limits::LIVE_TEXT }>>, options: Maybe<Prose<{ limits::OPTIONS }>>, scale_low: End, scale_high: End, mix: Code,
        group_size: GroupSize, minutes: Minutes, anonymous: Code, questions: Each<Code> = Name::Begins("question-"),
    }
    |f| if f.activity.maybe().is_some() { "console" } else { "activity" }
        => if f.activity.maybe().is_some() { console(f.meeting) } else { href::TEACH_LIBRARY.to_owned() };

    /// An activity that leaves the library.
    ForgetActivity { activity: Id<ActivityId> }
    |f| "activity" => href::TEACH_LIBRARY;
}

conflicts! {
    AnsweredElsewhere => t!("problem-answered-elsewhere"),
    StepChanged => t!("problem-step-changed"),
    ActivityClosed => t!("problem-activity-closed"),
    EnoughAnswers => t!("problem-enough-answers"),
    NobodyHere => t!("problem-nobody-here"),
}

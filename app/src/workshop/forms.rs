//! What the forms of workshops hold.

use domain::{
    form::{Name, limits},
    ids::{ActivityId, MeetingId, OrganisationId, PersonId, WorkshopId},
};

use crate::{
    error::conflicts,
    href,
    i18n::t,
    server::form::{Clock, Code, Day, Each, Email, Id, Line, Maybe, Number, Paragraph, Prose, form},
};

fn page(id: Id<WorkshopId>) -> String {
    id.page(href::workshop, href::WORKSHOPS)
}

fn room(id: Id<WorkshopId>, room: &str) -> String {
    id.page(|id| href::of_workshop(id, room), href::TEACH)
}

/// Places of a workshop.
type Places = Maybe<Number<{ limits::PLACES.0 }, { limits::PLACES.1 }>>;
/// What is typed about meetings, by the whole name: `meeting_1_date`.
type Days = Each<Day>;
type Times = Each<Clock>;
type Rest = Each<Prose<{ limits::DESCRIPTION }>>;
const DAYS: Name = Name::OneOf(|name| of_meeting(name, &["date"]));
const TIMES: Name = Name::OneOf(|name| of_meeting(name, &["start", "end"]));
const REST: Name = Name::OneOf(|name| of_meeting(name, &["id", "place", "agenda"]));

fn of_meeting(name: &str, what: &[&str]) -> bool {
    let parts = name.strip_prefix("meeting_").and_then(|rest| rest.split_once('_'));
    parts.is_some_and(|(number, of)| number.parse::<u32>().is_ok() && what.contains(&of))
}

form! {
    /// A workshop that is planned.
    PlanWorkshop {
        title: Line<{ limits::TITLE }>, description: Maybe<Paragraph<{ limits::DESCRIPTION }>>, time_zone: Code, capacity: Places,
        languages: Maybe<Line<100>>, admission: Code, days: Days = DAYS, times: Times = TIMES, meetings: Rest = REST,
    }
    |f| "plan" => href::PLAN;

    /// A plan that is changed.
    ChangeWorkshop {
        workshop: Id<WorkshopId>, title: Line<{ limits::TITLE }>, description: Maybe<Paragraph<{ limits::DESCRIPTION }>>, time_zone: Code,
        capacity: Places, languages: Maybe<Line<100>>, admission: Code, days: Days = DAYS, times: Times = TIMES, meetings: Rest = REST,
    }
    |f| "change_plan" => room(f.workshop, "plan");

    /// A meeting that is called off.
    CancelMeeting { meeting: Id<MeetingId>, workshop: Id<WorkshopId> }
    |f| "cancel" => room(f.workshop, "plan");

    /// A workshop that is called off.
    CancelWorkshop { workshop: Id<WorkshopId> }
    |f| "cancel" => room(f.workshop, "manage");

    /// A message to everybody with a place.
    MessageWorkshop { workshop: Id<WorkshopId>, message: Prose<{ limits::MESSAGE }> }
    |f| "message" => room(f.workshop, "manage");

    /// Somebody who comes into the team.
    AddToTeam { workshop: Id<WorkshopId>, email: Email, role: Code }
    |f| "team" => room(f.workshop, "manage");

    /// Somebody who leaves the team.
    RemoveFromTeam { workshop: Id<WorkshopId>, person: Id<PersonId> }
    |f| "team" => room(f.workshop, "manage");

    /// Organisations that are invited.
    InviteOrganisations { workshop: Id<WorkshopId>, organisations: Each<Code> = Name::Begins("organisation-") }
    |f| "invite_organisations" => room(f.workshop, "invite");

    /// A link that an organisation passes on.
    MakeWorkshopLink { workshop: Id<WorkshopId>, organisation: Id<OrganisationId> }
    |f| "workshop_link" => room(f.workshop, "invite");

    /// A place that somebody takes.
    Register { workshop: Id<WorkshopId>, language: Code }
    |f| "register" => page(f.workshop);

    /// A place that is given back.
    Withdraw { workshop: Id<WorkshopId> }
    |f| "register" => page(f.workshop);

    /// Why somebody can't come to a meeting.
    Apologise { meeting: Id<MeetingId>, workshop: Id<WorkshopId>, reason: Line<{ limits::REASON }> }
    |f| "apologise" => page(f.workshop);

    /// A place for somebody else.
    RegisterPerson { workshop: Id<WorkshopId>, person: Id<PersonId> }
    |f| "register_person" => room(f.workshop, "roster");

    /// Somebody who waits, and is let in.
    ApprovePerson { workshop: Id<WorkshopId>, person: Id<PersonId> }
    |f| "waiting" => room(f.workshop, "roster");

    /// Somebody who waits, and gets no place.
    DeclinePerson { workshop: Id<WorkshopId>, person: Id<PersonId> }
    |f| "waiting" => room(f.workshop, "roster");

    /// Questions to begin an evaluation with.
    BeginEvaluation { workshop: Id<WorkshopId> }
    |f| "evaluation_question" => room(f.workshop, "results");

    /// One more question of an evaluation.
    AddEvaluationQuestion {
        workshop: Id<WorkshopId>, kind: Code, title: Line<{ limits::TITLE }>, options: Maybe<Prose<{ limits::OPTIONS }>>,
    }
    |f| "evaluation_question" => room(f.workshop, "results");

    /// A question that is no longer asked.
    RemoveEvaluationQuestion { workshop: Id<WorkshopId>, activity: Id<ActivityId> }
    |f| "evaluation_question" => room(f.workshop, "results");

    /// The answers to an evaluation: `q-{id}-choice`, `q-{id}-text`.
    EvaluateWorkshop { workshop: Id<WorkshopId>, answers: Each<Prose<{ limits::ANSWER }>> = Name::Begins("q-") }
    |f| "evaluation" => room(f.workshop, "evaluation");
}

conflicts! {
    WorkshopFull => t!("problem-workshop-full"),
    WorkshopOver => t!("problem-workshop-over"),
    WorkshopCanceled => t!("problem-workshop-canceled"),
    LastTrainer => t!("problem-last-trainer"),
    PeopleCame => t!("problem-people-came"),
    NotRegistered => t!("problem-not-registered"),
}

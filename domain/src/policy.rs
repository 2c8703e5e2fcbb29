//! Who may do what: the only place that knows.
//!
//! [`decide`] reads neither a clock nor a database: what it needs is in the [`Resource`].
//! `tests/policy_matrix.rs` prints every role × action × resource and compares it with the
//! committed table, so a change here is reviewed as a change of that table.

use crate::{
    actor::Actor,
    ids::{OrganisationId, PersonId},
};

/// The answer of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allow,
    /// Behave as if the thing did not exist (404).
    Hide,
    /// The thing may be seen, this may not be done to it (403).
    Refuse,
    /// Nobody is signed in; signing in may help.
    SignIn,
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// Everything that can be asked of the policy.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Action { $($(#[$doc])* $name),+ }

        impl Action {
            /// All actions, for the policy matrix.
            pub const ALL: &[Action] = &[$(Action::$name),+];
        }

        /// The same actions as types: `Granted<Workshop, action::Run>` can't be spent on anything else.
        pub mod action {
            $($(#[$doc])* #[derive(Clone, Copy, Debug)] pub struct $name;
              impl super::ActionType for $name { const ACTION: super::Action = super::Action::$name; })+
        }
    };
}

/// An action as a type.
pub trait ActionType {
    /// The action it stands for.
    const ACTION: Action;
}

actions! {
    /// Use one's own account: home, profile, signing out everywhere.
    UseAccount,
    /// Read a module's lessons and mark them done, take its quiz.
    Learn,
    /// Read or answer one's own attempt at a quiz.
    Answer,
    /// Write modules, lessons and questions, see how good questions are and correct them, grade open answers,
    /// give extra time, see what a group learned.
    Teach,
    /// Publish a draft that somebody else wrote.
    Publish,
    /// See the list of organisations and create one.
    ManageOrganisations,
    /// See an organisation's page and people.
    ReadOrganisation,
    /// Make and revoke invitation links to an organisation.
    InviteToOrganisation,
    /// Make invitation links that give the role of trainer or administrator.
    InviteStaff,
    /// Plan a new workshop; keep a library of activities.
    PlanWorkshop,
    /// See a workshop and its meetings.
    ReadWorkshop,
    /// Register oneself for a workshop or withdraw.
    Register,
    /// Change a workshop: register others, see and export the roster.
    ManageWorkshop,
    /// Run a meeting: check-in, marks, walk-ins, activities, closing.
    RunMeeting,
    /// Check in to a meeting.
    CheckIn,
    /// Follow a meeting live: see what is open and answer it, raise a hand, evaluate the workshop afterwards.
    FollowMeeting,
    /// See the totals and the lists behind them, export them.
    ReadTotals,
    /// Enter or withdraw historic counts.
    ManageHistory,
    /// See and change the register of people: profiles, records, merges, imports, certificates, erasure.
    ManagePeople,
    /// Change programmes: their training rule, the texts of their certificates.
    ManageProgrammes,
    /// Change the review schedule and what is linked from it.
    ManageCalendar,
    /// See which States are due, the organisations there and how ready they are.
    ReadReadiness,
    /// Manage who belongs to an organisation, and see who of them is trained.
    ManageMembers,
    /// See, download, share or renew a certificate.
    UseCertificate,
    /// Begin a written submission for an organisation.
    BeginSubmission,
    /// Read a written submission, its comments and its history; take it along as a file.
    ReadSubmission,
    /// Become the mentor of a submission that waits for one.
    TakeSubmission,
    /// Comment on a paragraph, suggest another text.
    CommentSubmission,
    /// Write in a submission: paragraphs, evidence, the matrix of the last cycle.
    WriteSubmission,
    /// Lead a submission: its organisations, its review by a mentor, what became of it.
    LeadSubmission,
    /// Sign a submission for an organisation that writes it.
    SignSubmission,
    /// See which submissions wait for a mentor, and take one.
    Mentor,
    /// Ask for guidance for an organisation.
    AskGuidance,
    /// Read a request for guidance and write in it.
    ReadGuidance,
    /// See all requests for guidance, take one, settle it, say until when it is answered.
    Guide,
    /// Draft an oral statement for an organisation.
    BeginStatement,
    /// Read an oral statement, practise it.
    ReadStatement,
    /// Change the text of an oral statement, its organisations, what is prepared, that it was made.
    WriteStatement,
    /// Sign an oral statement for an organisation that makes it with others.
    SignStatement,
}

/// What an action is about, with all the policy needs to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resource {
    /// The network as a whole.
    Network,
    /// The actor's own account.
    OwnAccount,
    /// A published module, or a draft.
    Module {
        /// Whether participants may see it.
        published: bool,
    },
    /// An attempt at a quiz.
    Attempt {
        /// Whose attempt it is.
        owner: PersonId,
    },
    /// A draft of a module, lesson or question.
    Draft {
        /// Who wrote it last.
        writer: PersonId,
    },
    /// An organisation.
    Organisation(OrganisationId),
    /// A certificate.
    Certificate {
        /// Whose it is: every person merged with the holder.
        holders: Vec<PersonId>,
    },
    /// A written submission.
    Submission {
        /// The organisation that leads it.
        lead: OrganisationId,
        /// All organisations that write it, the lead among them.
        writers: Vec<OrganisationId>,
        /// Organisations that may read it.
        readers: Vec<OrganisationId>,
        /// The mentor who reads it now.
        mentor: Option<PersonId>,
        /// Whether it waits for a mentor: then every trainer may take it, and reads it only then.
        waiting: bool,
    },
    /// A request for guidance.
    Guidance {
        /// The organisation that asks.
        organisation: OrganisationId,
    },
    /// An oral statement.
    Statement {
        /// The organisation that writes it.
        lead: OrganisationId,
        /// The organisations that were asked to make it with them, or do.
        co_signers: Vec<OrganisationId>,
    },
    /// A workshop, or a meeting of it.
    Workshop {
        /// Its trainers.
        trainers: Vec<PersonId>,
        /// Who helps to run its meetings, whatever their role in the network.
        assistants: Vec<PersonId>,
        /// Whether the actor has a place in it (registered or waiting).
        registered: bool,
    },
}

/// May this actor do this to this resource?
pub fn decide(actor: &Actor, action: Action, resource: &Resource) -> Decision {
    use Action::*;
    let Some(person) = actor.person else { return Decision::SignIn };
    let staff = actor.trainer || actor.administrator;
    match (action, resource) {
        (UseAccount, Resource::OwnAccount) => Decision::Allow,

        (Learn, Resource::Module { published }) => hide_unless(*published || staff),
        (Answer, Resource::Attempt { owner }) => hide_unless(*owner == person),
        (Teach, Resource::Network | Resource::Draft { .. }) => hide_unless(staff),
        (Publish, Resource::Draft { writer }) if staff => refuse_unless(*writer != person),

        (
            ManageOrganisations | ReadTotals | ManageHistory | InviteStaff | ManagePeople | ManageProgrammes | ManageCalendar,
            Resource::Network,
        ) => hide_unless(actor.administrator),
        (UseCertificate, Resource::Certificate { holders }) => hide_unless(actor.administrator || holders.contains(&person)),
        (ReadOrganisation, Resource::Organisation(id)) => hide_unless(actor.administrator || actor.belongs_to(*id)),
        (InviteToOrganisation | ManageMembers, Resource::Organisation(id)) => {
            if actor.administrator || actor.is_focal_point_of(*id) {
                Decision::Allow
            } else if actor.belongs_to(*id) {
                Decision::Refuse
            } else {
                Decision::Hide
            }
        }

        (BeginSubmission | BeginStatement | AskGuidance, Resource::Organisation(id)) => hide_unless(actor.belongs_to(*id)),
        (Mentor | Guide, Resource::Network) => hide_unless(staff),
        (ReadGuidance, Resource::Guidance { organisation }) => hide_unless(staff || actor.belongs_to(*organisation)),
        (Guide, Resource::Guidance { organisation }) => match (staff, actor.belongs_to(*organisation)) {
            (true, _) => Decision::Allow,
            (false, true) => Decision::Refuse,
            (false, false) => Decision::Hide,
        },
        (action, Resource::Submission { lead, writers, readers, mentor, waiting }) => {
            // drafts are confidential: whoever runs the network sees that there is one, not what it says
            let belongs = |all: &[OrganisationId]| all.iter().any(|o| actor.belongs_to(*o));
            let (writes, reads) = (belongs(writers), belongs(readers));
            let mentors = staff && *mentor == Some(person);
            let sees = writes || reads || mentors;
            match action {
                TakeSubmission => hide_unless(staff && *waiting),
                ReadSubmission | CommentSubmission => hide_unless(sees),
                _ if !sees => Decision::Hide,
                WriteSubmission => refuse_unless(writes),
                LeadSubmission => refuse_unless(actor.belongs_to(*lead)),
                SignSubmission => refuse_unless(writers.iter().any(|o| actor.is_focal_point_of(*o))),
                _ => Decision::Hide,
            }
        }

        (action, Resource::Statement { lead, co_signers }) => {
            let (leads, signs) = (actor.belongs_to(*lead), co_signers.iter().any(|o| actor.belongs_to(*o)));
            match action {
                ReadStatement => hide_unless(leads || signs),
                _ if !(leads || signs) => Decision::Hide,
                WriteStatement => refuse_unless(leads),
                SignStatement => refuse_unless(co_signers.iter().any(|o| actor.is_focal_point_of(*o))),
                _ => Decision::Hide,
            }
        }

        (PlanWorkshop | ReadReadiness, Resource::Network) => hide_unless(staff),
        (ReadWorkshop | Register, Resource::Workshop { .. }) => Decision::Allow,
        (CheckIn, Resource::Workshop { registered, .. }) => refuse_unless(*registered),
        (action @ (ManageWorkshop | RunMeeting | FollowMeeting), Resource::Workshop { trainers, assistants, registered }) => {
            let manages = actor.administrator || (actor.trainer && trainers.contains(&person));
            let runs = manages || assistants.contains(&person);
            refuse_unless(match action {
                ManageWorkshop => manages,
                RunMeeting => runs,
                _ => runs || *registered,
            })
        }

        _ => Decision::Hide,
    }
}

fn hide_unless(allowed: bool) -> Decision {
    if allowed { Decision::Allow } else { Decision::Hide }
}

fn refuse_unless(allowed: bool) -> Decision {
    if allowed { Decision::Allow } else { Decision::Refuse }
}

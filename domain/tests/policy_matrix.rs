//! Every role × action × resource, as a table. The committed table is reviewed like prose.

use domain::{
    actor::{Actor, Membership},
    ids::{OrganisationId, PersonId},
    policy::{Action, Decision, Resource, decide},
};
use uuid::Uuid;

#[test]
fn who_may_do_what() {
    let me = PersonId(Uuid::from_u128(1));
    let someone = PersonId(Uuid::from_u128(2));
    let ours = OrganisationId(Uuid::from_u128(10));
    let theirs = OrganisationId(Uuid::from_u128(11));
    let member = |focal_point| vec![Membership { organisation: ours, focal_point }];

    let actors = [
        ("nobody", Actor::nobody()),
        ("participant", Actor { memberships: member(false), ..Actor::participant(me) }),
        ("focal", Actor { memberships: member(true), ..Actor::participant(me) }),
        ("trainer", Actor { trainer: true, ..Actor::participant(me) }),
        ("admin", Actor { administrator: true, ..Actor::participant(me) }),
    ];
    let workshop =
        |mine: bool, registered| Resource::Workshop { trainers: vec![if mine { me } else { someone }], assistants: Vec::new(), registered };
    let assisting = Resource::Workshop { trainers: vec![someone], assistants: vec![me], registered: false };
    let submission = |lead, writers: &[OrganisationId], readers: &[OrganisationId], mentor, waiting| Resource::Submission {
        lead,
        writers: writers.to_vec(),
        readers: readers.to_vec(),
        mentor,
        waiting,
    };
    let resources = [
        ("network", Resource::Network),
        ("own account", Resource::OwnAccount),
        ("module", Resource::Module { published: true }),
        ("module, draft", Resource::Module { published: false }),
        ("attempt, mine", Resource::Attempt { owner: me }),
        ("attempt, another's", Resource::Attempt { owner: someone }),
        ("draft, mine", Resource::Draft { writer: me }),
        ("draft, another's", Resource::Draft { writer: someone }),
        ("certificate, mine", Resource::Certificate { holders: vec![me, someone] }),
        ("certificate, another's", Resource::Certificate { holders: vec![someone] }),
        ("organisation, ours", Resource::Organisation(ours)),
        ("organisation, theirs", Resource::Organisation(theirs)),
        ("submission, ours", submission(ours, &[ours], &[], None, false)),
        ("submission, we write", submission(theirs, &[theirs, ours], &[], None, false)),
        ("submission, we read", submission(theirs, &[theirs], &[ours], None, false)),
        ("submission, waiting", submission(theirs, &[theirs], &[], None, true)),
        ("submission, I mentor", submission(theirs, &[theirs], &[], Some(me), false)),
        ("submission, theirs", submission(theirs, &[theirs], &[], None, false)),
        ("guidance, ours", Resource::Guidance { organisation: ours }),
        ("guidance, theirs", Resource::Guidance { organisation: theirs }),
        ("statement, ours", Resource::Statement { lead: ours, co_signers: vec![theirs] }),
        ("statement, we co-sign", Resource::Statement { lead: theirs, co_signers: vec![ours] }),
        ("statement, theirs", Resource::Statement { lead: theirs, co_signers: Vec::new() }),
        ("workshop I train", workshop(true, false)),
        ("workshop I assist", assisting),
        ("workshop I am in", workshop(false, true)),
        ("workshop of others", workshop(false, false)),
    ];

    let mut table = format!("{:<22}{:<22}", "action", "resource");
    for (name, _) in &actors {
        table += &format!("{name:<13}");
    }
    for action in Action::ALL {
        for (what, resource) in &resources {
            let decisions: Vec<Decision> = actors.iter().map(|(_, actor)| decide(actor, *action, resource)).collect();
            // an action that means nothing for this kind of resource is hidden from everybody: not worth a line
            if decisions.iter().all(|d| matches!(d, Decision::Hide | Decision::SignIn)) {
                continue;
            }
            table += &format!("\n{:<22}{what:<22}", format!("{action:?}"));
            for decision in decisions {
                table += &format!(
                    "{:<13}",
                    match decision {
                        Decision::Allow => "✔",
                        Decision::Hide => "· 404",
                        Decision::Refuse => "✘ 403",
                        Decision::SignIn => "sign in",
                    }
                );
            }
        }
    }
    let table: String = table.lines().map(|l| format!("{}\n", l.trim_end())).collect();
    insta::assert_snapshot!(table);
}

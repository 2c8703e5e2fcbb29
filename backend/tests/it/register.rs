//! The register: people who are one, corrections, rules. Each with what must be refused.

use backend::{
    Conflict, Error, access,
    access::{Granted, Network},
    account::StaffRole,
    certificate, organisation, people,
    testing::{Answers, World},
    training::{self, RecordForm, RuleForm, What},
};
use chrono::Duration;
use domain::{
    form::FieldError,
    ids::{OrganisationId, PersonId},
    policy::{ActionType, action},
    register::Filter,
};

const MODULES: [&str; 3] = ["role-of-civil-society", "engagement-and-advocacy", "drafting-a-submission"];

struct Register {
    world: World,
    admin: PersonId,
    trainer: PersonId,
}

impl Register {
    async fn new() -> Self {
        let world = World::with_content().await;
        let (admin, trainer) = (world.staff("Ada", StaffRole::Administrator).await, world.staff("Tess", StaffRole::Trainer).await);
        Self { world, admin, trainer }
    }

    async fn ctx(&self) -> backend::Context {
        self.world.ctx(self.admin).await
    }

    async fn granted<A: ActionType>(&self) -> (backend::Context, Granted<Network, A>) {
        let ctx = self.ctx().await;
        let granted = access::network(&ctx).unwrap();
        (ctx, granted)
    }

    /// One meeting that these people attend.
    async fn train(&self, people: &[PersonId]) {
        let id = self.world.workshop(self.trainer, 1).await;
        let meeting = self.world.meetings(id).await[0];
        for person in people {
            self.world.register(*person, id).await;
            self.world.mark(self.trainer, meeting, *person, "present").await;
        }
        self.world.close(self.trainer, meeting).await;
    }

    /// Individuals, sum of organisations, attended.
    async fn totals(&self) -> (u32, u32, u32) {
        let (ctx, granted) = self.granted().await;
        let view = training::totals(&ctx, &granted, &Filter::as_of(ctx.now.date_naive())).await.unwrap();
        (view.figure("individuals"), view.figure("sum_of_organisations"), view.figure("attended"))
    }

    async fn merge(&self, merged: PersonId, kept: PersonId) -> Result<(), Error> {
        let (ctx, granted) = self.granted().await;
        people::merge(&ctx, &granted, merged, kept, "the same phone").await
    }

    async fn member(&self, name: &str, of: OrganisationId) -> PersonId {
        let person = self.world.person(name).await;
        self.world.join(person, of).await;
        person
    }
}

#[tokio::test]
async fn two_who_are_one_count_once_until_it_is_undone() {
    let r = Register::new().await;
    let (one, two) = (r.world.organisation("One").await, r.world.organisation("Two").await);
    let (ana, anna, bea) = (r.member("Ana", one).await, r.member("Anna", two).await, r.member("Bea", two).await);
    r.train(&[ana]).await;
    r.train(&[anna, bea]).await;
    assert_eq!(r.totals().await, (3, 3, 3));
    for _twice in 0..2 {
        r.merge(anna, ana).await.unwrap();
    }
    assert_eq!(r.totals().await, (2, 3, 2), "both histories stay, the person counts once");
    let (ctx, granted) = r.granted().await;
    let profile = people::profile(&ctx, &granted, anna).await.unwrap();
    assert_eq!((profile.person, profile.records.len(), profile.certificates.len(), profile.memberships.len()), (ana, 2, 2, 2));
    // both accounts still work, and either sees both certificates
    assert_eq!(certificate::own(&r.world.ctx(anna).await).await.unwrap().len(), 2);
    // a third entry of the same person, and then the middle one is undone: the chain is followed
    let ann = r.member("Ann", one).await;
    r.merge(ann, anna).await.unwrap();
    let profile = people::profile(&ctx, &granted, ann).await.unwrap();
    assert_eq!(profile.person, ana);
    let first = profile.merges.iter().find(|m| m.merged == "Anna").unwrap().id;
    for _twice in 0..2 {
        people::undo_merge(&ctx, &granted, first).await.unwrap();
    }
    assert_eq!(r.totals().await, (3, 3, 3));
    assert_eq!(people::profile(&ctx, &granted, anna).await.unwrap().records.len(), 1);
}

#[tokio::test]
async fn merges_that_can_not_be_are_refused_and_nothing_is_half_done() {
    let r = Register::new().await;
    let one = r.world.organisation("One").await;
    let (ana, bea) = (r.member("Ana", one).await, r.member("Bea", one).await);
    let refused =
        |result: Result<(), Error>, wanted: Conflict| assert!(matches!(&result, Err(Error::Conflict(c)) if *c == wanted), "{result:?}");
    refused(r.merge(ana, ana).await, Conflict::SamePerson);
    refused(r.merge(r.admin, ana).await, Conflict::MergesStaff);
    refused(r.merge(r.trainer, ana).await, Conflict::MergesStaff);
    r.train(&[ana, bea]).await;
    refused(r.merge(ana, bea).await, Conflict::BothInWorkshop);
    let nobody = PersonId(backend::token::new_id());
    assert!(matches!(r.merge(ana, nobody).await, Err(Error::NotFound)));
    assert_eq!(r.totals().await, (2, 2, 2));
    // the administrator may be the one who stays
    let cy = r.member("Cy", one).await;
    r.merge(cy, r.admin).await.unwrap();
    let (ctx, granted) = r.granted().await;
    people::erase_other(&ctx, &granted, ana).await.unwrap();
    refused(r.merge(ana, bea).await, Conflict::Erased);
    // nobody else may
    assert!(matches!(access::network::<action::ManagePeople>(&r.world.ctx(r.trainer).await), Err(Error::NotFound)));
}

#[tokio::test]
async fn a_correction_is_a_new_fact_and_its_reason_is_asked() {
    let r = Register::new().await;
    let ana = r.world.person("Ana").await;
    r.train(&[ana]).await;
    let (ctx, granted) = r.granted().await;
    let record = people::profile(&ctx, &granted, ana).await.unwrap().records[0].id;
    let Err(Error::Invalid(errors)) = training::correct(&ctx, &granted, record, What::Withdrawn, " ").await else { panic!("was taken") };
    assert_eq!(errors.of("reason"), Some(&FieldError::Empty));
    for _twice in 0..2 {
        training::correct(&ctx, &granted, record, What::Withdrawn, "Was never there").await.unwrap();
    }
    assert_eq!(r.totals().await.0, 0);
    let profile = people::profile(&ctx, &granted, ana).await.unwrap();
    assert_eq!(profile.records[0].corrections.len(), 1, "twice is once");
    let revoked = domain::certificate::State::Revoked(domain::certificate::Revocation::RecordCorrected);
    assert_eq!(profile.certificates[0].state, revoked);
    training::correct(&ctx, &granted, record, What::Restored, "The sheet was found").await.unwrap();
    assert_eq!(r.totals().await.0, 1);
    let profile = people::profile(&ctx, &granted, ana).await.unwrap();
    assert_eq!(profile.certificates[0].state, domain::certificate::State::Valid);
    let told: Vec<(&str, Option<&str>)> =
        profile.records[0].corrections.iter().map(|(_, why, by, _)| (why.as_str(), by.as_deref())).collect();
    assert_eq!(told, [("Was never there", Some("Ada")), ("The sheet was found", Some("Ada"))]);
}

#[tokio::test]
async fn what_an_administrator_took_back_is_not_made_again_by_a_corrected_mark() {
    let r = Register::new().await;
    let (ana, id) = (r.world.person("Ana").await, r.world.workshop(r.trainer, 1).await);
    let meeting = r.world.meetings(id).await[0];
    r.world.register(ana, id).await;
    r.world.mark(r.trainer, meeting, ana, "present").await;
    r.world.close(r.trainer, meeting).await;
    let (ctx, granted) = r.granted().await;
    let record = people::profile(&ctx, &granted, ana).await.unwrap().records[0].id;
    training::correct(&ctx, &granted, record, What::Withdrawn, "Somebody else used the name").await.unwrap();
    r.world.mark(r.trainer, meeting, ana, "late").await;
    assert_eq!(r.totals().await.0, 0);
}

#[tokio::test]
async fn a_training_from_before_is_entered_with_its_source() {
    let r = Register::new().await;
    let one = r.world.organisation("One").await;
    let ana = r.member("Ana", one).await;
    let (ctx, granted) = r.granted().await;
    let tomorrow = RecordForm { on: (ctx.now + Duration::days(1)).date_naive().to_string(), source: String::new() };
    let Err(Error::Invalid(errors)) = training::enter_record(&ctx, &granted, ana, &tomorrow).await else { panic!("was taken") };
    assert_eq!((errors.of("on"), errors.of("source")), (Some(&FieldError::Future), Some(&FieldError::Empty)));
    let form = RecordForm { on: "2023-05-01".into(), source: "The list of the Nairobi workshop".into() };
    training::enter_record(&ctx, &granted, ana, &form).await.unwrap();
    let again = training::enter_record(&ctx, &granted, ana, &form).await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::RecordThere))), "{again:?}");
    assert_eq!((r.totals().await.0, r.totals().await.1), (1, 1), "she belonged to One since 2020");
    // it has no certificate until somebody issues one
    let profile = people::profile(&ctx, &granted, ana).await.unwrap();
    assert_eq!((profile.records.len(), profile.certificates.len()), (1, 0));
    certificate::issue_for(&ctx, &granted, profile.records[0].id).await.unwrap();
    let again = certificate::issue_for(&ctx, &granted, profile.records[0].id).await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::CertificateNotInForce))), "{again:?}");
}

fn rule(percent: &str, base: &str, modules: Vec<String>) -> RuleForm {
    RuleForm {
        workshop_percent: percent.into(),
        late_limit_minutes: "10".into(),
        modules,
        reason: "The board decided".into(),
        base: base.into(),
    }
}

#[tokio::test]
async fn a_rule_is_tried_first_and_never_rewrites_the_past() {
    let r = Register::new().await;
    let (ana, bea, cy) = (r.world.person("Ana").await, r.world.person("Bea").await, r.world.person("Cy").await);
    // Ana comes to both meetings, Bea to one of two, Cy reads one module
    let id = r.world.workshop(r.trainer, 2).await;
    let meetings = r.world.meetings(id).await;
    for person in [ana, bea] {
        r.world.register(person, id).await;
    }
    r.world.mark(r.trainer, meetings[0], ana, "present").await;
    r.world.mark(r.trainer, meetings[0], bea, "present").await;
    r.world.mark(r.trainer, meetings[1], ana, "present").await;
    r.world.wait(Duration::days(3));
    for meeting in &meetings {
        r.world.close(r.trainer, *meeting).await;
    }
    r.world.read_all(cy, MODULES[0]).await;
    r.world.take_quiz(cy, MODULES[0], Answers::Right).await;
    assert_eq!(r.totals().await.0, 1);

    let (ctx, granted) = r.granted().await;
    let programme = training::programmes(&ctx, &granted).await.unwrap().remove(0);
    let first = programme.modules.iter().find(|m| m.can_be_met).unwrap().id.to_string();
    let lower = rule("50", "1", vec![first.clone()]);
    let preview = training::preview_rule(&ctx, &granted, programme.id, &lower).await.unwrap();
    assert_eq!((preview.now, preview.more, preview.fewer), (1, vec!["Bea".to_owned(), "Cy".to_owned()], vec![]));
    assert_eq!(r.totals().await.0, 1, "trying changes nothing");

    assert_eq!(training::save_rule(&ctx, &granted, programme.id, &lower).await.unwrap(), 2);
    backend::testing::run_due(&r.world.backend).await.unwrap();
    assert_eq!(r.totals().await.0, 2, "Cy meets it today; the workshop was decided by the first version");
    let profile = people::profile(&ctx, &access::network(&ctx).unwrap(), cy).await.unwrap();
    assert_eq!(profile.records[0].rule_version, 2);
    // a corrected mark in the old workshop is still judged by the old version
    r.world.mark(r.trainer, meetings[1], bea, "absent").await;
    assert_eq!(r.totals().await.0, 2);
    // and a stricter rule takes nobody away
    let strict = rule("100", "2", Vec::new());
    let preview = training::preview_rule(&ctx, &granted, programme.id, &strict).await.unwrap();
    assert_eq!((preview.more.len(), preview.fewer), (0, vec!["Cy".to_owned()]));
    training::save_rule(&ctx, &granted, programme.id, &strict).await.unwrap();
    assert_eq!(r.totals().await.0, 2);
}

#[tokio::test]
async fn a_rule_that_nobody_can_meet_is_refused() {
    let r = Register::new().await;
    let (ctx, granted) = r.granted().await;
    let programme = training::programmes(&ctx, &granted).await.unwrap().remove(0);
    let Err(Error::Invalid(errors)) = training::save_rule(&ctx, &granted, programme.id, &rule("101", "1", Vec::new())).await else {
        panic!("was taken")
    };
    assert_eq!(errors.of("workshop_percent"), Some(&FieldError::Number { min: 1, max: 100 }));
    let unknown = rule("80", "1", vec![backend::token::new_id().to_string()]);
    assert!(matches!(training::save_rule(&ctx, &granted, programme.id, &unknown).await, Err(Error::Invalid(_))));
    // a module whose last question was retired has no quiz to pass
    r.world.backend.db.run_sql("UPDATE question SET retired_at = '2026-01-01 00:00:00+00:00'").await.unwrap();
    let module = programme.modules[0].id.to_string();
    let result = training::preview_rule(&ctx, &granted, programme.id, &rule("80", "1", vec![module])).await;
    assert!(matches!(result, Err(Error::Conflict(Conflict::RuleNobodyMeets))), "{result:?}");
    // somebody else was faster
    training::save_rule(&ctx, &granted, programme.id, &rule("70", "1", Vec::new())).await.unwrap();
    let late = training::save_rule(&ctx, &granted, programme.id, &rule("60", "1", Vec::new())).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::RuleChanged))), "{late:?}");
}

#[tokio::test]
async fn duplicates_are_proposed_once_and_decided_by_a_person() {
    let r = Register::new().await;
    let (one, two) = (r.world.organisation("One").await, r.world.organisation("Two").await);
    let (latin, arabic) = (r.member("Khaled Mansour", one).await, r.world.account("خالد منصور", "kh@example.org", "correct horse").await);
    r.world.join(arabic, two).await;
    r.member("Boris Petrov", one).await;
    let found = people::look_for_duplicates(&r.world.backend).await.unwrap();
    assert_eq!(found, 1);
    assert_eq!(people::look_for_duplicates(&r.world.backend).await.unwrap(), 0, "proposed once");
    let (ctx, granted) = r.granted().await;
    let found = people::waiting_duplicates(&ctx, &granted, 1, 10).await.unwrap();
    let (count, pairs) = (found.total, found.rows);
    assert_eq!((count, pairs[0].one.name.as_str(), pairs[0].other.name.as_str()), (1, "Khaled Mansour", "خالد منصور"));
    let behind = people::waiting_duplicates(&ctx, &granted, 2, 10).await.unwrap();
    assert_eq!((behind.total, behind.page, behind.pages), (1, 1, 1), "a page that is not there is the last one");
    people::dismiss_duplicate(&ctx, &granted, arabic, latin).await.unwrap();
    assert_eq!(people::count_duplicates(&ctx, &granted).await.unwrap(), 0);
    assert_eq!(people::look_for_duplicates(&r.world.backend).await.unwrap(), 0, "not proposed again");
    // found in any script
    for text in ["khaled", "منصور", "MANSOUR kha", "kh@example"] {
        let page = people::search(&ctx, &granted, text, 1).await.unwrap();
        assert!(page.total >= 1, "{text}");
    }
    assert_eq!(people::search(&ctx, &granted, "100%", 1).await.unwrap().total, 0, "no pattern");
}

#[tokio::test]
async fn a_focal_point_manages_only_their_own_organisation() {
    let r = Register::new().await;
    let (one, two) = (r.world.organisation("One").await, r.world.organisation("Two").await);
    let (ana, bea, fay) = (r.member("Ana", one).await, r.member("Bea", two).await, r.member("Fay", one).await);
    r.world.focal_point(fay, one).await;
    r.train(&[ana, bea]).await;
    let ctx = r.world.ctx(fay).await;
    let view = organisation::view(&ctx, &organisation::load_for(&ctx, one).await.unwrap()).await.unwrap();
    let trained = training::of_organisation(&ctx, view.managed.as_ref().unwrap()).await.unwrap();
    assert_eq!((trained.len(), view.members.iter().filter(|m| trained.contains_key(&m.person)).count()), (1, 1));
    assert!(matches!(organisation::load_for::<action::ManageMembers>(&ctx, two).await, Err(Error::NotFound)));
    assert!(matches!(organisation::load_for::<action::ReadOrganisation>(&ctx, two).await, Err(Error::NotFound)));
    // a plain member sees who belongs, not who is trained
    let plain = r.world.ctx(ana).await;
    let seen = organisation::view(&plain, &organisation::load_for(&plain, one).await.unwrap()).await.unwrap();
    assert!(seen.managed.is_none());
    assert!(matches!(organisation::load_for::<action::ManageMembers>(&plain, one).await, Err(Error::Forbidden)));
    // Ana leaves: she is out of the list, and still counts where she was trained
    let granted = organisation::load_for(&ctx, one).await.unwrap();
    organisation::end_membership(&ctx, &granted, ana).await.unwrap();
    let again = organisation::load_for(&ctx, one).await.unwrap();
    assert!(matches!(organisation::end_membership(&ctx, &again, ana).await, Err(Error::NotFound)));
    assert!(matches!(organisation::end_membership(&ctx, &again, bea).await, Err(Error::NotFound)), "not a member here");
    let view = organisation::view(&ctx, &organisation::load_for(&ctx, one).await.unwrap()).await.unwrap();
    let trained = training::of_organisation(&ctx, view.managed.as_ref().unwrap()).await.unwrap();
    assert_eq!((trained.len(), view.members.iter().map(|m| m.name.as_str()).collect::<Vec<_>>()), (1, vec!["Fay"]));
}

#[tokio::test]
async fn a_person_found_under_another_entry_counts_in_that_entry_s_organisation_and_by_both_entries_modules() {
    let r = Register::new().await;
    let one = r.world.organisation("One").await;
    let (old, new) = (r.member("Amara Okello", one).await, r.world.account("A. Okello", "new@example.org", "correct horse").await);
    r.merge(old, new).await.unwrap();
    for (person, modules) in [(old, &MODULES[..1]), (new, &MODULES[1..])] {
        for module in modules {
            r.world.read_all(person, module).await;
            r.world.take_quiz(person, module, Answers::Right).await;
        }
    }
    assert_eq!(r.totals().await, (1, 1, 0), "trained by what both did, where the other entry belongs");
    r.world.take_quiz(old, MODULES[0], Answers::Right).await;
    assert_eq!(r.totals().await.0, 1);
}

#[tokio::test]
async fn giving_a_place_back_takes_nothing_that_was_seen() {
    let r = Register::new().await;
    let (ana, bea) = (r.world.person("Ana").await, r.world.person("Bea").await);
    let id = r.world.workshop(r.trainer, 1).await;
    let meeting = r.world.meetings(id).await[0];
    for person in [ana, bea] {
        r.world.register(person, id).await;
        r.world.mark(r.trainer, meeting, person, "present").await;
    }
    r.world.close(r.trainer, meeting).await;
    assert_eq!((r.totals().await.0, r.totals().await.2), (2, 2));
    let ctx = r.world.ctx(ana).await;
    backend::workshop::withdraw(&ctx, backend::workshop::load_for(&ctx, id).await.unwrap()).await.unwrap();
    let staff = r.world.ctx(r.trainer).await;
    backend::attendance::reopen_meeting(&staff, backend::workshop::load_meeting_for(&staff, meeting).await.unwrap()).await.unwrap();
    assert_eq!(r.totals().await.0, 0);
    r.world.close(r.trainer, meeting).await;
    assert_eq!((r.totals().await.0, r.totals().await.2), (2, 2), "who was there was there");
}

#[tokio::test]
async fn a_rule_as_it_is_changes_nothing_when_tried() {
    let r = Register::new().await;
    let (ana, bea) = (r.world.person("Ana").await, r.world.person("Bea").await);
    for module in MODULES {
        r.world.read_all(bea, module).await;
        r.world.take_quiz(bea, module, Answers::Right).await;
    }
    r.train(&[ana]).await;
    let (ctx, granted) = r.granted().await;
    people::erase_other(&ctx, &access::network(&ctx).unwrap(), bea).await.unwrap();
    let programme = training::programmes(&ctx, &granted).await.unwrap().remove(0);
    let modules = programme.rule().unwrap().required_modules.iter().map(ToString::to_string).collect();
    let preview = training::preview_rule(&ctx, &granted, programme.id, &rule("80", "1", modules)).await.unwrap();
    assert_eq!((preview.now, preview.more.len(), preview.fewer.len()), (2, 0, 0));
}

#[tokio::test]
async fn a_file_is_brought_in_once_however_often_it_is_asked_for() {
    use backend::import::{Kind, apply, store};
    let r = Register::new().await;
    let (ctx, granted) = r.granted().await;
    let text = b"name,organisation,member_since,trained_on\nZoe,,2024-01-01,2025-01-01\nYan,,2024-01-01,\n";
    let file = store(&ctx, &granted, Kind::People, text).await.unwrap();
    let (one, two) = futures::join!(apply(&ctx, &granted, file), apply(&ctx, &granted, file));
    assert_eq!(usize::from(one.is_ok()) + usize::from(two.is_ok()), 1, "{one:?} {two:?}");
    let again = store(&ctx, &granted, Kind::People, text).await.unwrap();
    apply(&ctx, &granted, again).await.unwrap();
    assert_eq!(backend::testing::people_of(&r.world.backend).await.len(), 4, "two of staff, two of the file, though it came twice");
}

#[tokio::test]
async fn a_new_rule_records_everybody_who_meets_it_some_at_a_time() {
    let r = Register::new().await;
    let cy = r.world.person("Cy").await;
    r.world.read_all(cy, MODULES[0]).await;
    r.world.take_quiz(cy, MODULES[0], Answers::Right).await;
    // more people than one job looks at, all of whom did the same
    for n in 0..120 {
        r.world.quick_account(&format!("many{n}")).await;
    }
    let same = "SELECT p.id, p.id, a.module_id, a.purpose, a.quiz_key, a.number, a.seed, a.settings, a.started_at, a.submitted_at, a.points, \
                a.of_points, a.waiting, a.passed_at FROM person p, attempt a WHERE p.name LIKE 'many%'";
    let attempts = "INSERT INTO attempt (id, person_id, module_id, purpose, quiz_key, number, seed, settings, started_at, submitted_at, points, \
                    of_points, waiting, passed_at)";
    r.world.backend.db.run_sql(&format!("{attempts} {same}")).await.unwrap();
    let lessons = "INSERT INTO lesson_done (person_id, lesson_id, done_at) \
                   SELECT p.id, d.lesson_id, d.done_at FROM person p, lesson_done d WHERE p.name LIKE 'many%'";
    r.world.backend.db.run_sql(lessons).await.unwrap();
    let (ctx, granted) = r.granted().await;
    let programme = training::programmes(&ctx, &granted).await.unwrap().remove(0);
    let first = programme.modules.iter().find(|m| m.can_be_met).unwrap().id.to_string();
    training::save_rule(&ctx, &granted, programme.id, &rule("50", "1", vec![first])).await.unwrap();
    assert_eq!(backend::testing::run_due(&r.world.backend).await.unwrap(), 2, "a hundred, and the others");
    assert_eq!(r.totals().await.0, 121);
    // a job as it was written before people were looked at some at a time
    let old = "INSERT INTO job (id, payload, run_at, attempts, created_at) SELECT id, '{\"job\":\"settle_self_study\"}', created_at, 0, created_at \
               FROM person WHERE name = 'Cy'";
    r.world.backend.db.run_sql(old).await.unwrap();
    assert_eq!(backend::testing::run_due(&r.world.backend).await.unwrap(), 2);
    assert_eq!(r.totals().await.0, 121, "nobody is recorded twice");
}

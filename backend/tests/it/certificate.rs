//! Certificates: issued with the record, frozen, checkable, revocable.

use backend::{
    Conflict, Error, access,
    account::StaffRole,
    certificate::{self, Check, Shown, TemplateForm},
    people::{self, NameForm},
    testing::World,
    training,
};
use domain::{
    certificate::{Revocation, State},
    ids::{MeetingId, PersonId},
};

struct Held {
    world: World,
    admin: PersonId,
    trainer: PersonId,
    ana: PersonId,
    meeting: MeetingId,
}

impl Held {
    /// Ana attended a workshop.
    async fn new() -> Self {
        let world = World::with_content().await;
        let (admin, trainer) = (world.staff("Ada", StaffRole::Administrator).await, world.staff("Tess", StaffRole::Trainer).await);
        let ana = world.person("Ana").await;
        let id = world.workshop(trainer, 1).await;
        let meeting = world.meetings(id).await[0];
        world.register(ana, id).await;
        world.mark(trainer, meeting, ana, "present").await;
        world.close(trainer, meeting).await;
        Self { world, admin, trainer, ana, meeting }
    }

    async fn own(&self) -> Vec<certificate::Certificate> {
        certificate::own(&self.world.ctx(self.ana).await).await.unwrap()
    }

    async fn verify(&self, code: &str) -> certificate::Verified {
        certificate::verify(&self.world.backend.anonymous(), code).await.unwrap()
    }

    async fn pdf(&self, code: &str) -> Vec<u8> {
        let found = self.verify(code).await;
        certificate::pdf(&self.world.backend.anonymous(), &found).await.unwrap()
    }
}

#[tokio::test]
async fn a_certificate_is_there_the_moment_the_record_is_and_says_all_of_it() {
    let h = Held::new().await;
    let own = h.own().await;
    assert_eq!((own.len(), &own[0].state, own[0].version()), (1, &State::Valid, 1));
    let printed = own[0].printed().unwrap().unwrap();
    assert_eq!((printed.name.as_str(), printed.trainers.as_slice(), printed.minutes), ("Ana", &["Tess".to_owned()][..], Some(120)));
    assert_eq!((printed.rule_version, printed.rule_percent, printed.language.as_str()), (1, 80, "en"));
    assert!(printed.statement.contains(&printed.programme) && printed.check_url.ends_with(&format!("/verify/{}", printed.code)));
    // anybody can look it up, however it is typed
    let found = h.verify(&printed.code.to_lowercase().replace('-', " ")).await;
    assert_eq!(found.printed.as_ref(), Some(&printed));
    assert!(matches!(certificate::verify(&h.world.backend.anonymous(), "0000-0000-0000").await, Err(Error::NotFound)));
    // nobody else can load it
    let eve = h.world.person("Eve").await;
    assert!(matches!(certificate::load_for(&h.world.ctx(eve).await, own[0].id).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_was_issued_never_changes() {
    let h = Held::new().await;
    let code = h.own().await[0].code.clone();
    let before = h.pdf(&code).await;
    assert!(before.starts_with(b"%PDF-"));
    let sha = h.verify(&code).await.sha256;
    // her name, the texts, the network, the trainer: everything changes afterwards
    let ctx = h.world.ctx(h.ana).await;
    let form = NameForm { name: "Somebody Else".into(), alias: "yes".into() };
    people::rename(&ctx, &access::own_account(&ctx).unwrap(), &form).await.unwrap();
    let admin = h.world.ctx(h.admin).await;
    let programme = training::programmes(&admin, &access::network(&admin).unwrap()).await.unwrap().remove(0);
    let template =
        TemplateForm { language: "en".into(), title: "Another".into(), statement: "was here: {programme}".into(), signatory: "X".into() };
    certificate::save_template(&admin, &access::network(&admin).unwrap(), programme.id, &template).await.unwrap();
    let form = training::ProgrammeForm { certificate_months: "1".into(), network_name: "Another network".into() };
    training::save_programme(&admin, &access::network(&admin).unwrap(), programme.id, &form).await.unwrap();
    assert_eq!(h.pdf(&code).await, before, "to the byte");
    assert_eq!(h.verify(&code).await.sha256, sha);
    // drawn anew from the frozen text it is the same too
    h.world.backend.db.run_sql("DELETE FROM certificate_file").await.unwrap();
    assert_eq!(h.pdf(&code).await, before);

    // a new version says what is true now
    let held = certificate::load_for(&ctx, h.own().await[0].id).await.unwrap();
    certificate::renew(&ctx, &held, "fr").await.unwrap();
    let own = h.own().await;
    let newer = own.iter().find(|c| c.version() == 2).unwrap();
    let printed = newer.printed().unwrap().unwrap();
    assert_eq!((printed.name.as_str(), printed.language.as_str()), ("Somebody Else", "fr"));
    assert_eq!((printed.issuer.as_str(), printed.expires_on.is_some()), ("Another network", true));
    // under another name nothing leads from the old one to it, nor back: somebody may be hiding
    assert_eq!(printed.replaces, None);
    let old = h.verify(&code).await;
    assert_eq!((old.state, old.printed), (State::Revoked(Revocation::HolderAsked), None));
    assert_eq!(
        backend::testing::find_anywhere(&h.world.backend, &printed.code).await.unwrap(),
        ["certificate.code", "certificate.snapshot"]
    );
    // in a month it is over, and renewing does not prolong it
    h.world.wait(chrono::Duration::days(40));
    assert_eq!(h.verify(&newer.code).await.state, State::Expired);
    let ctx = h.world.ctx(h.ana).await;
    let held = certificate::load_for(&ctx, newer.id).await.unwrap();
    let late = certificate::renew(&ctx, &held, "fr").await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::CertificateNotInForce))), "{late:?}");
}

#[tokio::test]
async fn a_new_version_points_to_the_old_one() {
    let h = Held::new().await;
    let (ctx, first) = (h.world.ctx(h.ana).await, h.own().await[0].clone());
    let before = h.pdf(&first.code).await;
    let held = certificate::load_for(&ctx, first.id).await.unwrap();
    certificate::renew(&ctx, &held, "fr").await.unwrap();
    let own = h.own().await;
    let newer = own.iter().find(|c| c.version() == 2).unwrap();
    assert_eq!(newer.printed().unwrap().unwrap().replaces.as_deref(), Some(first.code.as_str()));
    assert_eq!(h.verify(&first.code).await.state, State::Replaced(newer.code.clone()));
    assert_eq!(h.pdf(&first.code).await, before, "the old one is still what it was");
    let twice = certificate::renew(&ctx, &held, "fr").await;
    assert!(matches!(twice, Err(Error::Conflict(Conflict::CertificateNotInForce))), "{twice:?}");
}

#[tokio::test]
async fn a_changed_file_is_not_the_one_that_was_issued() {
    let h = Held::new().await;
    let code = h.own().await[0].code.clone();
    let (ctx, found) = (h.world.backend.anonymous(), h.verify(&code).await);
    let pdf = h.pdf(&code).await;
    assert_eq!(certificate::check_file(&ctx, &found, &pdf).await.unwrap(), Check::SamePdf);
    let mut changed = pdf.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    assert_eq!(certificate::check_file(&ctx, &found, &changed).await.unwrap(), Check::Different);
    let credential = certificate::badge_credential(&ctx, &found).await.unwrap().to_string();
    assert_eq!(certificate::badge_credential(&ctx, &found).await.unwrap().to_string(), credential, "the same at every download");
    assert_eq!(certificate::check_file(&ctx, &found, credential.as_bytes()).await.unwrap(), Check::SameCredential);
    let forged = credential.replace("\"name\":\"Ana\"", "\"name\":\"Eve\"");
    assert_ne!(forged, credential);
    for bad in [forged.as_bytes(), b"{}", b"", b"not json"] {
        assert_eq!(certificate::check_file(&ctx, &found, bad).await.unwrap(), Check::Different);
    }
    // a credential of another certificate is not this one's
    let held = certificate::load_for(&h.world.ctx(h.ana).await, h.own().await[0].id).await.unwrap();
    certificate::renew(&h.world.ctx(h.ana).await, &held, "en").await.unwrap();
    let newer = h.own().await.into_iter().find(|c| c.version() == 2).unwrap().code;
    assert_eq!(certificate::check_file(&ctx, &h.verify(&newer).await, credential.as_bytes()).await.unwrap(), Check::Different);
}

#[tokio::test]
async fn a_text_that_was_tampered_with_in_the_database_is_not_shown() {
    let h = Held::new().await;
    let code = h.own().await[0].code.clone();
    h.world.backend.db.run_sql("UPDATE certificate SET snapshot = replace(snapshot, 'Ana', 'Eve')").await.unwrap();
    assert!(matches!(certificate::verify(&h.world.backend.anonymous(), &code).await, Err(Error::Other(_))));
}

#[tokio::test]
async fn a_revoked_certificate_says_so_wherever_its_pdf_is() {
    let h = Held::new().await;
    let own = h.own().await;
    let (id, code) = (own[0].id, own[0].code.clone());
    let pdf = h.pdf(&code).await;
    let admin = h.world.ctx(h.admin).await;
    let granted = access::network(&admin).unwrap();
    assert!(matches!(certificate::revoke(&admin, &granted, id, "because").await, Err(Error::Invalid(_))));
    certificate::revoke(&admin, &granted, id, "issued_in_error").await.unwrap();
    let found = h.verify(&code).await;
    assert_eq!(found.state, State::Revoked(Revocation::IssuedInError));
    // the old PDF is still the one that was issued: the file did not change, its worth did
    assert_eq!(certificate::check_file(&admin, &found, &pdf).await.unwrap(), Check::SamePdf);
    let list = certificate::revocation_list(&admin, &found).await.unwrap();
    assert_eq!(list["revokedCredential"][0]["revocationReason"], "issued_in_error");
    let again = certificate::revoke(&admin, &granted, id, "holder_asked").await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::CertificateNotInForce))), "{again:?}");
    let held = certificate::load_for(&h.world.ctx(h.ana).await, id).await.unwrap();
    assert!(certificate::renew(&h.world.ctx(h.ana).await, &held, "en").await.is_err());
}

#[tokio::test]
async fn a_meeting_opened_again_takes_the_certificate_back_and_closing_it_issues_the_next_version() {
    let h = Held::new().await;
    let code = h.own().await[0].code.clone();
    let ctx = h.world.ctx(h.trainer).await;
    let granted = backend::workshop::load_meeting_for(&ctx, h.meeting).await.unwrap();
    backend::attendance::reopen_meeting(&ctx, granted).await.unwrap();
    assert_eq!(h.verify(&code).await.state, State::Revoked(Revocation::RecordCorrected));
    h.world.close(h.trainer, h.meeting).await;
    let own = h.own().await;
    let newer = own.iter().find(|c| c.state == State::Valid).unwrap();
    assert_eq!((newer.version(), newer.printed().unwrap().unwrap().replaces), (2, Some(code.clone())));
    assert_eq!(h.verify(&code).await.state, State::Replaced(newer.code.clone()), "the PDF in her hand leads to the newer one");
}

#[tokio::test]
async fn others_see_a_certificate_only_while_its_holder_shows_it() {
    let h = Held::new().await;
    let (ctx, visitor) = (h.world.ctx(h.ana).await, h.world.backend.anonymous());
    let own = h.own().await;
    assert!(matches!(certificate::shared(&visitor, &own[0].code).await, Err(Error::NotFound)));
    let held = certificate::load_for(&ctx, own[0].id).await.unwrap();
    for _twice in 0..2 {
        certificate::share(&ctx, &held, Shown::ToOthers).await.unwrap();
    }
    assert!(certificate::shared(&visitor, &own[0].code).await.is_ok());
    certificate::share(&ctx, &held, Shown::ToNobody).await.unwrap();
    assert!(certificate::shared(&visitor, &own[0].code).await.is_err());
}

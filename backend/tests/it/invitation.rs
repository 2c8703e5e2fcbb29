//! Invitation links.

use backend::{
    Conflict, Error,
    account::{StaffRole, context_for},
    invitation::{self, AcceptForm, InvitationForm},
    organisation,
    testing::World,
};
use chrono::Duration;
use domain::{form::FieldError, ids::OrganisationId, invitation::Refusal};

async fn invite(world: &World, organisation: OrganisationId, role: &str, uses: &str) -> String {
    let admin = world.staff(&format!("Admin {}", backend::token::new_id()), StaffRole::Administrator).await;
    let ctx = world.ctx(admin).await;
    let granted = organisation::load_for(&ctx, organisation).await.unwrap();
    let form = InvitationForm { role: role.into(), max_uses: uses.into(), days: "7".into() };
    invitation::create(&ctx, granted, &form).await.unwrap()
}
fn new(name: &str) -> AcceptForm {
    AcceptForm { name: name.into(), email: format!("{name}@example.org"), password: "correct horse".into() }
}

#[tokio::test]
async fn a_new_person_becomes_a_member_and_a_single_link_works_once() {
    let world = World::new().await;
    let org = world.organisation("Lamplight").await;
    let token = invite(&world, org, "participant", "1").await;
    let nobody = world.backend.anonymous();
    assert_eq!(invitation::open(&nobody, &token).await.unwrap().organisation.unwrap().1, "Lamplight");

    let session = invitation::accept(&nobody, &token, &new("ana")).await.unwrap();
    let ctx = context_for(&world.backend, &session).await.unwrap();
    assert!(ctx.actor.belongs_to(org) && !ctx.actor.is_focal_point_of(org));

    let again = invitation::accept(&nobody, &token, &new("bea")).await;
    assert!(matches!(again, Err(Error::Invitation(Refusal::UsedUp))));
}

#[tokio::test]
async fn many_people_at_once_never_use_a_link_more_often_than_allowed() {
    let world = World::new().await;
    let org = world.organisation("Lamplight").await;
    let token = invite(&world, org, "participant", "3").await;
    let nobody = world.backend.anonymous();
    let forms: Vec<AcceptForm> = (0..8).map(|n| new(&format!("p{n}"))).collect();
    let tries = futures::future::join_all(forms.iter().map(|form| invitation::accept(&nobody, &token, form))).await;
    let taken = tries.iter().filter(|t| t.is_ok()).count();
    assert_eq!(taken, 3, "of 8 who came at once");
    for refused in tries.into_iter().filter_map(Result::err) {
        assert!(matches!(refused, Error::Invitation(Refusal::UsedUp)), "{refused}");
    }
}

#[tokio::test]
async fn expired_revoked_and_unknown_are_told_apart() {
    let world = World::new().await;
    let org = world.organisation("Lamplight").await;
    let token = invite(&world, org, "focal_point", "5").await;
    let session = invitation::accept(&world.backend.anonymous(), &token, &new("fay")).await.unwrap();
    let focal = context_for(&world.backend, &session).await.unwrap();
    assert!(focal.actor.is_focal_point_of(org));

    let rows = invitation::of_organisation(&focal, &organisation::load_for(&focal, org).await.unwrap()).await.unwrap();
    assert_eq!((rows.len(), rows[0].uses, rows[0].state), (1, 1, Ok(())));
    for _twice in 0..2 {
        invitation::revoke(&focal, organisation::load_for(&focal, org).await.unwrap(), rows[0].id).await.unwrap();
    }
    assert!(matches!(invitation::open(&focal, &token).await, Err(Error::Invitation(Refusal::Revoked))));

    let other = invite(&world, org, "participant", "5").await;
    world.wait(Duration::days(8));
    let later = world.backend.anonymous();
    assert!(matches!(invitation::open(&later, &other).await, Err(Error::Invitation(Refusal::Expired))));
    assert!(matches!(invitation::open(&later, "no-such-token").await, Err(Error::NotFound)));
}

#[tokio::test]
async fn who_has_an_account_joins_with_it_once() {
    let world = World::new().await;
    let org = world.organisation("Lamplight").await;
    let token = invite(&world, org, "participant", "5").await;
    let ana = world.person("Ana").await;
    invitation::accept_signed_in(&world.ctx(ana).await, &token).await.unwrap();
    let again = invitation::accept_signed_in(&world.ctx(ana).await, &token).await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::AlreadyMember))));
    assert!(matches!(invitation::accept_signed_in(&world.backend.anonymous(), &token).await, Err(Error::SignIn)));
}

#[tokio::test]
async fn staff_are_invited_by_the_command_line_and_nobody_by_a_stranger() {
    let world = World::new().await;
    let token = invitation::create_unattended(&world.backend, StaffRole::Administrator).await.unwrap();
    let session = invitation::accept(&world.backend.anonymous(), &token, &new("root")).await.unwrap();
    let admin = context_for(&world.backend, &session).await.unwrap();
    assert!(admin.actor.administrator);

    let org = world.organisation("Lamplight").await;
    let stranger = world.person("Stranger").await;
    let loaded = organisation::load_for::<domain::policy::action::InviteToOrganisation>(&world.ctx(stranger).await, org).await;
    assert!(matches!(loaded, Err(Error::NotFound)));
}

#[tokio::test]
async fn every_bad_field_is_named_at_once_and_the_link_stays_unused() {
    let world = World::new().await;
    let org = world.organisation("Lamplight").await;
    let token = invite(&world, org, "participant", "1").await;
    world.person("Ana").await;
    let nobody = world.backend.anonymous();
    let bad = AcceptForm { name: "<b>Ana</b>".into(), email: "ana".into(), password: "short".into() };
    let Err(Error::Invalid(errors)) = invitation::accept(&nobody, &token, &bad).await else { panic!("was taken") };
    assert_eq!(errors.of("name"), Some(&FieldError::Markup));
    assert_eq!(errors.of("email"), Some(&FieldError::Email));
    assert_eq!(errors.of("password"), Some(&FieldError::TooShort { min: 10 }));
    let Err(Error::Invalid(errors)) = invitation::accept(&nobody, &token, &new("ana")).await else { panic!("was taken") };
    assert_eq!(errors.of("email"), Some(&FieldError::Taken));
    invitation::accept(&nobody, &token, &new("bea")).await.unwrap();
}

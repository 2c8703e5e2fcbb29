//! Proof that the policy said yes.
//!
//! A [`Granted<T, A>`] is a thing and what may be done to it. Only [`authorize`] makes one, by
//! asking `domain::policy`; commands accept nothing else. The action is part of the type: a grant
//! to read can't be spent on managing.

use std::{marker::PhantomData, ops::Deref};

use domain::{
    actor::Actor,
    ids::PersonId,
    policy::{ActionType, Decision, Resource, decide},
};

use crate::{
    context::Context,
    error::{Error, Result},
};

/// A value, and the policy's word that the actor may do `A` to it.
#[derive(Debug)]
pub struct Granted<T, A> {
    value: T,
    by: PersonId,
    action: PhantomData<A>,
}

impl<T, A> Granted<T, A> {
    /// Who may do it.
    pub fn by(&self) -> PersonId {
        self.by
    }
}

impl<T, A> Deref for Granted<T, A> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// Something the policy can be asked about.
pub(crate) trait AsResource {
    /// What the policy needs to know of it, for this actor.
    fn resource(&self, actor: &Actor) -> Resource;
}

/// Asks the policy.
pub(crate) fn authorize<A: ActionType, T: AsResource>(ctx: &Context, value: T) -> Result<Granted<T, A>> {
    match decide(&ctx.actor, A::ACTION, &value.resource(&ctx.actor)) {
        Decision::Allow => Ok(Granted { by: ctx.person()?, value, action: PhantomData }),
        Decision::Hide => Err(Error::NotFound),
        Decision::Refuse => Err(Error::Forbidden),
        Decision::SignIn => Err(Error::SignIn),
    }
}

/// The network as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Network;

impl AsResource for Network {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Network
    }
}

/// Asks for an action on the network as a whole.
///
/// # Errors
/// `NotFound` or `SignIn`.
pub fn network<A: ActionType>(ctx: &Context) -> Result<Granted<Network, A>> {
    authorize(ctx, Network)
}

/// The actor's own account.
#[derive(Clone, Copy, Debug)]
pub struct OwnAccount;

impl AsResource for OwnAccount {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::OwnAccount
    }
}

/// Asks for the use of one's own account.
///
/// # Errors
/// `SignIn`.
pub fn own_account(ctx: &Context) -> Result<Granted<OwnAccount, domain::policy::action::UseAccount>> {
    authorize(ctx, OwnAccount)
}

import { Injectable } from '@nestjs/common';
export const door = Injectable;
